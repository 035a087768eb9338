import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { compose, type Running } from '../src/compose.ts'
import { configOf } from '../src/config/config.ts'
import { createAdmin } from '../src/core/accounts/signing-up/first-owner.ts'

/** What the README prints works as printed; only the port is another one. */

const root = fileURLToPath(new URL('../../..', import.meta.url))
const run = promisify(execFile)

let server: Running
let folder: string
let blocks: Map<string, string>

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hubbub-readme-'))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  const config = configOf({ HUBBUB_PORT: '0', HUBBUB_DATA: join(folder, 'data'), HUBBUB_LOG_LEVEL: 'fatal' })
  server = await compose(config)
  await createAdmin(server.ports, { username: 'ada', displayName: 'Ada', password: 'correct horse battery' })
  blocks = runnableBlocks(await readFile(join(root, 'README.md'), 'utf8'), server.urls[0] ?? '')
})

after(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

test('the first curl sends a message', async () => {
  const { stdout } = await run('sh', ['-c', blockOf('curl')])
  const { message } = JSON.parse(stdout) as { message: { text: string; seq: number } }
  assert.equal(message.text, 'Hello from curl')
})

test('the first Socket.IO client hears its own message and its number', async () => {
  const stdout = await runProgram('hello-socket.mjs')
  assert.match(stdout, /Hello from a socket\nstored as number \d+/)
})

test('the first SDK program reads history, sends, and hears what it sent', async () => {
  const stdout = await runProgram('hello-sdk.mjs')
  assert.match(stdout, /\d+ messages so far\nAda: Hello from the SDK/)
})

async function runProgram(name: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, blockOf(name))
  const { stdout } = await run(process.execPath, [path, await signIn()])
  return stdout
}

async function signIn(): Promise<string> {
  const response = await fetch(`${server.urls[0]}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: 'ada', password: 'correct horse battery' }),
  })
  const { tokens } = (await response.json()) as { tokens: { accessToken: string } }
  return tokens.accessToken
}

function blockOf(name: string): string {
  const block = blocks.get(name)
  assert.ok(block, `the README has a block marked "run: ${name}"`)
  return block
}

/** Code blocks behind `<!-- run: name -->`, speaking to this server. */
function runnableBlocks(page: string, url: string): Map<string, string> {
  const found = page.matchAll(/<!-- run: (\S+) -->\n```\w+\n([\s\S]*?)```/g)
  return new Map(
    [...found].map(([, name = '', code = '']) => [name, code.replaceAll('http://127.0.0.1:3000', url)]),
  )
}
