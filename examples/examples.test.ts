import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { compose, type Running } from '../packages/server/src/compose.ts'
import { configOf } from '../packages/server/src/config/config.ts'
import { createAdmin } from '../packages/server/src/core/accounts/signing-up/first-owner.ts'

/** The examples run against a real server, as programs. */

let server: Running
let folder: string
let url: string
let token: string
const programs: Program[] = []

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hubbub-examples-'))
  server = await compose(configOf({ HUBBUB_PORT: '0', HUBBUB_DATA: folder, HUBBUB_LOG_LEVEL: 'fatal' }))
  url = server.urls[0] ?? ''
  await createAdmin(server.ports, { username: 'ada', displayName: 'Ada', password: 'correct horse battery' })
  const { tokens } = await ask<{ tokens: { accessToken: string } }>('/v1/sessions', {
    identifier: 'ada',
    password: 'correct horse battery',
  })
  token = tokens.accessToken
})

after(async () => {
  for (const program of programs) program.end()
  await server.stop()
  await rm(folder, { recursive: true })
})

test('a room in two terminals: what one types the other reads', async () => {
  const [one, other] = [start('room'), start('room')]
  await Promise.all([one.errs('online'), other.errs('online')])
  one.types('Hello, other terminal')
  await other.says('Ada: Hello, other terminal')
  await one.says('Ada: Hello, other terminal')
})

test('presence says who of the room is here', async () => {
  await start('presence').says('here: Ada')
})

test('a shared list: added in one terminal, ticked in another', async () => {
  const rules = { read: 'anyone', create: 'anyone', update: 'anyone', delete: 'owner' }
  await ask('/v1/collections', { collection: 'todos', rules })
  const [one, other] = [start('shared-list'), start('shared-list')]
  await Promise.all([one.says('(empty)'), other.says('(empty)')])
  one.types('buy milk')
  await other.says('☐ buy milk')
  other.types('done buy milk')
  await one.says('☑ buy milk')
})

test('every example is under 60 lines', async () => {
  for (const name of ['room', 'presence', 'shared-list']) {
    const text = await readFile(pathOf(name), 'utf8')
    assert.ok(text.split('\n').length < 60, name)
  }
})

const pathOf = (name: string): string => fileURLToPath(new URL(`${name}.ts`, import.meta.url))

async function ask<T>(path: string, body: object): Promise<T> {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (token) headers.authorization = `Bearer ${token}`
  const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  assert.ok(response.ok, `${path}: ${response.status}`)
  return (await response.json()) as T
}

interface Program {
  types(line: string): void
  /** Resolves when a line of the output holds this; the runner's time-out is the bound. */
  says(text: string): Promise<void>
  errs(text: string): Promise<void>
  end(): void
}

function start(name: string): Program {
  const child: ChildProcess = spawn(process.execPath, [pathOf(name), url, token], { stdio: 'pipe' })
  const program: Program = {
    types: (line) => void child.stdin?.write(`${line}\n`),
    says: (text) => seen(out, text),
    errs: (text) => seen(err, text),
    end: () => void child.kill(),
  }
  const [out, err] = [listenTo(child.stdout), listenTo(child.stderr)]
  programs.push(program)
  return program
}

interface Heard {
  text: string
  waiting: { for: string; resolve: () => void }[]
}

function listenTo(stream: NodeJS.ReadableStream | null): Heard {
  const heard: Heard = { text: '', waiting: [] }
  stream?.on('data', (chunk: Buffer) => {
    heard.text += chunk.toString('utf8')
    for (const one of heard.waiting) if (heard.text.includes(one.for)) one.resolve()
  })
  return heard
}

function seen(heard: Heard, text: string): Promise<void> {
  if (heard.text.includes(text)) return Promise.resolve()
  return new Promise((resolve) => heard.waiting.push({ for: text, resolve }))
}
