import assert from 'node:assert/strict'
import { type Command, commands, type OutputOf } from '@hubbub/protocol'
import { createValidators } from '@hubbub/protocol/validate'
import { once } from 'node:events'
import { type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import type { TestContext } from 'node:test'
import { text } from 'node:stream/consumers'
import { compose, type Running } from '../src/compose.ts'
import { configOf } from '../src/config/config.ts'
import { httpErrors } from '../src/http/documents/catalogue-facts.ts'

/** A whole server on a port of its own, with a store in memory. Every answer and event is held against its schema. */
export interface ServerWorld {
  running: Running
  url: string
  ask(method: string, path: string, asked?: Asked): Promise<Answer>
  /** Bytes as they are; gives everything that came back until the server closed. */
  raw(bytes: string | Buffer): Promise<string>
  /** Somebody who has signed up. */
  person(username: string): Promise<Person>
}

export interface Asked {
  headers?: Record<string, string | string[]>
  /** Sent as JSON, unless it is text or bytes already. */
  body?: unknown
}

export interface Answer {
  status: number
  /** Those given twice joined with commas. */
  headers: Record<string, string>
  text: string
  // Each test knows what it asked for.
  // oxlint-disable-next-line typescript/no-explicit-any
  json: any
}

export interface Person {
  id: string
  token: string
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

const quick = {
  HUBBUB_PORT: '0',
  HUBBUB_METRICS_PORT: 'off',
  HUBBUB_SIGNUP: 'open',
  HUBBUB_LOG_LEVEL: 'silent',
  HUBBUB_RATE_REQUESTS: '100000',
  HUBBUB_RATE_REGISTER: '100000',
  HUBBUB_ARGON2_MEMORY: '8192',
  HUBBUB_ARGON2_PASSES: '1',
  HUBBUB_TOKEN_SECRET: 'a secret of the tests that nobody else knows',
}

export async function startServer(
  t: TestContext,
  environment: Record<string, string> = {},
): Promise<ServerWorld> {
  const wrong: string[] = []
  const validators = createValidators()
  const running = await compose(configOf({ ...quick, ...environment }), {
    inMemory: true,
    onAnswer(name, json) {
      for (const part of validators.output(name, JSON.parse(json)))
        wrong.push(`${name}: ${JSON.stringify(part)}`)
    },
    onFrame(event, json) {
      for (const part of validators.event(event, JSON.parse(json)))
        wrong.push(`${event}: ${JSON.stringify(part)}`)
    },
  })
  t.after(async () => {
    await running.stop()
    assert.deepEqual(wrong, [], 'every answer and event is as its schema says')
  })
  const url = running.urls[0] ?? ''
  const ask = async (method: string, path: string, asked?: Asked) => {
    const answer = await askOver(url, method, path, asked)
    const undeclared = undeclaredCode(method, path, answer)
    if (undeclared !== undefined)
      wrong.push(`${method} ${path}: refuses with ${undeclared}, which it does not declare`)
    return answer
  }
  return { running, url, ask, raw: (bytes) => rawOver(url, bytes), person: (name) => signUp(ask, name) }
}

/** The code of a refusal that the catalogue does not name for the command at this path. */
function undeclaredCode(method: string, path: string, { json }: Answer): string | undefined {
  const code: unknown = json?.code
  const [plain = ''] = path.split('?')
  const command = (Object.values(commands) as Command[]).find(
    ({ http }) =>
      http?.method === method && new RegExp(`^${http.path.replace(/:\w+/g, '[^/]+')}$`).test(plain),
  )
  if (!command || typeof code !== 'string') return undefined
  return (httpErrors(command) as string[]).includes(code) ? undefined : code
}

export async function askOver(
  url: string,
  method: string,
  path: string,
  { headers = {}, body }: Asked = {},
): Promise<Answer> {
  const bytes = typeof body === 'string' || body instanceof Buffer ? body : JSON.stringify(body)
  const { hostname, port } = new URL(url)
  const request = httpRequest({
    hostname,
    port,
    method,
    path,
    agent: false,
    headers: {
      ...(bytes === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(bytes) }),
      ...headers,
    },
  })
  request.end(bytes)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  const written = await text(response)
  const answered = joined(response.headers)
  return {
    status: response.statusCode ?? 0,
    headers: answered,
    text: written,
    json: jsonIn(answered, written),
  }
}

function joined(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  )
}

function jsonIn(headers: Record<string, string>, body: string): unknown {
  return /json/.test(headers['content-type'] ?? '') && body !== '' ? JSON.parse(body) : undefined
}

async function rawOver(url: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  socket.write(bytes)
  return text(socket)
}

async function signUp(ask: ServerWorld['ask'], username: string): Promise<Person> {
  const answer = await ask('POST', '/v1/accounts', {
    body: { username, password: 'a long walk to the harbour' },
  })
  assert.equal(answer.status, 201, answer.text)
  const { account, tokens } = answer.json as OutputOf<'account.register'>
  return {
    id: account.id,
    token: tokens.accessToken,
    ask: (method, path, body, headers = {}) =>
      ask(method, path, { body, headers: { authorization: `Bearer ${tokens.accessToken}`, ...headers } }),
  }
}
