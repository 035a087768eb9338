import { Agent, request } from 'node:http'
import { type CommandName, type Command, commands, type Problem } from '@hubbub/protocol'
import type { Answer } from './answer.ts'
import type { Evidence } from './evidence.ts'
import { type Fields, objectText, textOf } from './json-text.ts'

export interface RestRequest {
  method?: string
  path: string
  headers?: Readonly<Record<string, string | string[]>>
  body?: string | Buffer
}

export interface RestClient {
  send(request: RestRequest): Promise<Answer>
  /** A command, its input spread over path, query and body as its route has it. */
  ask(name: CommandName, fields: Fields, by?: { token?: string; address?: string }): Promise<Answer>
  close(): void
}

/** HTTP as its library sends it: for requests that are well-formed as HTTP, whatever they say. */
export function createRestClient(port: number, evidence: Evidence, nextAddress: () => string): RestClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })

  function send({ method = 'GET', path, headers = {}, body }: RestRequest): Promise<Answer> {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const all = { 'x-forwarded-for': nextAddress(), ...length, ...headers }
    return new Promise((done, failed) => {
      const asked = `${method} ${path} ${body?.toString().slice(0, 200) ?? ''}`
      const sent = request({ port, host: '127.0.0.1', agent, method, path, headers: all }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('error', failed)
        response.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8')
          const { statusCode: status = 0, headers: got } = response
          evidence.saw(`${JSON.stringify(got)} ${text}`, status >= 400)
          done({ way: 'rest', asked, status, text, headers: got, ...bodyOf(status, text) })
        })
      })
      sent.on('error', failed)
      sent.end(body)
    })
  }

  return {
    send,
    ask(name, fields, { token, address } = {}) {
      const { method, path, body } = routed(name, fields)
      const headers: Record<string, string> = {}
      if (token !== undefined) headers['authorization'] = `Bearer ${token}`
      if (address !== undefined) headers['x-forwarded-for'] = address
      if (body !== undefined) headers['content-type'] = 'application/json'
      return send({ method, path, headers, ...(body === undefined ? {} : { body }) })
    },
    close: () => agent.destroy(),
  }
}

export const hasRoute = (name: CommandName): boolean => (commands[name] as Command).http !== undefined

/** Fields in the path, the others in the query where there is no body, else in the body. */
function routed(name: CommandName, fields: Fields): { method: string; path: string; body?: string } {
  const { http } = commands[name] as Command
  if (!http) throw new Error(`${name} has no route`)
  const left = { ...fields }
  const path = http.path.replace(/:(\w+)/g, (_whole, field: string) => {
    const value = left[field]
    delete left[field]
    return inAddress(value)
  })
  if (http.method === 'GET' || http.method === 'DELETE') {
    const query = Object.entries(left).map(([name, value]) => `${inAddress(name)}=${inAddress(value)}`)
    return { method: http.method, path: query.length > 0 ? `${path}?${query.join('&')}` : path }
  }
  return { method: http.method, path, body: objectText(left) }
}

/** A string as it is, strings with commas, anything else as JSON; half a surrogate pair as the three bytes careless programs make of it. */
export function inAddress(value: unknown): string {
  const text = typeof value === 'string' ? value : isTexts(value) ? value.join(',') : textOf(value)
  return Array.from(text, (letter) =>
    letter.isWellFormed()
      ? encodeURIComponent(letter)
      : percent([0xed, 0x80 | ((letter.charCodeAt(0) >> 6) & 0x3f), 0x80 | (letter.charCodeAt(0) & 0x3f)]),
  ).join('')
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')

const percent = (bytes: readonly number[]): string =>
  bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

function bodyOf(status: number, text: string): Pick<Answer, 'code' | 'problem' | 'result'> {
  const body = parsed(text)
  if (status < 400) return { code: undefined, problem: undefined, result: body }
  const problem = body as Problem | undefined
  return { code: problem?.code, problem, result: undefined }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
