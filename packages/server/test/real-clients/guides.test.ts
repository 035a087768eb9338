import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { promisify } from 'node:util'
import { CONTRACTS } from '../../src/config/settings.ts'
import { connect } from '../../src/dialects/contract/older-clients.ts'
import { type OlderWorld, openWorld } from '../../src/dialects/contract/older-world.ts'
import { repository } from '../guards/source-tree.ts'
import { type Block, readGuide, startAsPrinted } from './guide.ts'
import { nameless, python } from './python.ts'

/** What the guides for people of the older services print runs as printed; only ports and ids are others. */
const run = promisify(execFile)
const pages = readdirSync(join(repository, 'docs/migration'))

test('there is a guide for every contract, and every program in it is tried', () => {
  assert.deepEqual(pages.sort(), ['README.md', ...CONTRACTS.map((name) => `${name}.md`)].sort())
  for (const page of pages) {
    const { start, blocks, programs } = readGuide(`docs/migration/${page}`)
    assert.match(start, /^npm start -- --port \d+/, page)
    assert.equal(blocks.length, programs, `${page}: every block is marked "run:"`)
    for (const { name, prints } of blocks) assert.ok(prints, `${page}: ${name} says what it prints`)
  }
})

for (const page of pages) {
  test(`docs/migration/${page} is true`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'hubbub-guide-'))
    t.after(() => rmSync(folder, { recursive: true }))
    const { start, blocks } = readGuide(`docs/migration/${page}`)
    const { here } = await startAsPrinted(t, start, environmentFor(folder))
    const old = await oldServiceOf(t, page, folder)
    for (const block of blocks) {
      const code = here(block.code).replaceAll('http://localhost:5001', old)
      for (const line of linesFor(block)) {
        const said = await runBlock(folder, { ...block, code }, line)
        assert.deepEqual(shown(said), shown(block.prints ?? ''), `${block.name} ${line}`)
      }
    }
  })
}

/** What connects is tried with both lines of clients; what moves data does so once. */
function linesFor({ name, code }: Block): readonly string[] {
  if (!name.endsWith('.mjs')) return ['']
  const connects = code.includes("from 'socket.io-client'") && !name.startsWith('move-')
  return connects ? ['socket.io-client', 'socket.io-client-3'] : ['socket.io-client']
}

/** Nothing of who runs the tests but their paths; the data in a place of its own. */
function environmentFor(folder: string): Record<string, string | undefined> {
  const { HOME } = process.env
  const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter)
  const quiet = { HUBBUB_LOG_FORMAT: 'json', HUBBUB_METRICS_PORT: 'off' }
  return { PATH, HOME, HUBBUB_DATA: join(folder, 'data'), ...quiet }
}

async function runBlock(folder: string, { name, code }: Block, line: string): Promise<string> {
  const env = environmentFor(folder)
  if (name === 'sh') return (await run('sh', ['-c', code], { cwd: repository, env })).stdout
  // A project of the reader's own, with the line of clients it has.
  const project = join(folder, line || 'project')
  if (line) placeClient(project, line)
  else mkdirSync(project, { recursive: true })
  writeFileSync(join(project, name), code)
  const program = name.endsWith('.py') ? python() : process.execPath
  return (await run(program, [name], { cwd: project, env })).stdout
}

function placeClient(project: string, line: string): void {
  mkdirSync(join(project, 'node_modules'), { recursive: true })
  const place = join(project, 'node_modules/socket.io-client')
  rmSync(place, { force: true })
  symlinkSync(join(repository, 'node_modules', line), place)
  for (const [file, rows] of Object.entries(exported)) {
    writeFileSync(join(project, file), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  }
}

function shown(text: string): unknown {
  return nameless(
    text
      .trim()
      .replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, '<token>')
      .split('\n'),
  )
}

/** The old service, with something to move. It speaks the same contract, so another Hubbub stands in for it. */
async function oldServiceOf(t: TestContext, page: string, folder: string): Promise<string> {
  const old = await openWorld(t, { folder: join(folder, 'old') })
  await filled[page]?.(t, old)
  return old.url
}

const filled: Record<string, (t: TestContext, old: OlderWorld) => Promise<unknown>> = {
  'users-crud.md': async (_t, { ask }) => {
    for (const name of ['Dora', 'Emil'])
      await ask('POST', '/users', { body: { name, email: `${name}@example.org` } })
  },
  'event-bus.md': async (t, { url }) => {
    const client = await connect(t, url)
    for (const place of ['harbour', 'lighthouse'])
      await client.ask('CREATE', { type: 'CREATE', payload: { place } })
  },
  'user-accounts.md': async (_t, { ask }) => {
    for (const name of ['Dora', 'Emil'])
      await ask('POST', '/api/users', {
        body: { name, email: `${name}@example.org`, password: 'correct horse' },
      })
  },
  'lobby-chat.md': async (_t, { ask }) => {
    const tokens: string[] = []
    for (const username of ['dora', 'emil'])
      tokens.push((await ask('POST', '/api/login', { body: { username } })).json.access_token)
    for (const [place, token] of [...tokens, tokens[0]].entries()) {
      const headers = { authorization: `Bearer ${token}` }
      await ask('POST', '/api/messages', { headers, body: { content: `message ${place}` } })
    }
  },
}

const [dora, emil, room] = ['5'.repeat(24), '6'.repeat(24), '7'.repeat(24)].map(($oid) => ({ $oid }))

/** What mongoexport writes of the collections of chatrooms. */
const exported: Record<string, object[]> = {
  'Users.json': [
    { _id: dora, username: 'dora', password: 'secret', profile: { name: 'Dora', about: 'sails' } },
    { _id: emil, username: 'emil', password: 'sesame', profile: { name: 'Emil', about: '' } },
  ],
  'Chatrooms.json': [{ _id: room, name: 'harbour', description: null, members: [dora?.$oid, emil?.$oid] }],
  'Messages.json': [
    { _id: dora, chatroom_id: room?.$oid, sender: dora?.$oid, content: 'Ahoy' },
    { _id: emil, chatroom_id: room?.$oid, sender: emil?.$oid, content: 'Ahoy, Dora' },
    { _id: room, chatroom_id: room?.$oid, sender: '8'.repeat(24), content: 'from nobody' },
  ],
}
