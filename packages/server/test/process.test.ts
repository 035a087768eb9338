import assert from 'node:assert/strict'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { dataFolder, runToEnd, startProcess } from './process-world.ts'
import { askOver } from './server-world.ts'
import { heard, overSocket } from './two-ways.ts'

const password = 'a long walk to the harbour'

async function tokenOf(url: string, username: string, path = '/v1/accounts'): Promise<string> {
  const body = path === '/v1/accounts' ? { username, password } : { identifier: username, password }
  const answer = await askOver(url, 'POST', path, { body })
  assert.equal(answer.status, 201, answer.text)
  return answer.json.tokens.accessToken
}

test('Ctrl-C ends the server cleanly while ada is connected, and tells her', async (t) => {
  const folder = dataFolder(t)
  const server = await startProcess(t, folder)
  const ada = await overSocket(t, server, { token: await tokenOf(server.url, 'ada') })
  const goodbye = heard(ada.socket, 'goodbye')
  assert.equal(await server.end('SIGINT'), 0)
  assert.deepEqual(await goodbye, { reason: 'shutdown' })
  assert.equal(server.log.at(-1)?.['msg'], 'stopped cleanly')
  assert.deepEqual(
    readdirSync(folder).filter((name) => /\.(sock|pid)$|-wal$/.test(name)),
    [],
  )
})

test('after a kill in the middle everything that was acknowledged is there, and ada resumes', async (t) => {
  const folder = dataFolder(t)
  const first = await startProcess(t, folder)
  const ada = await overSocket(t, first, { token: await tokenOf(first.url, 'ada') })
  const { room } = await ada.ask('room.get', { room: 'general' })
  const { heads } = await ada.ask('feed.heads', {})
  const start = heads.find(({ feed }) => feed === `room:${room.id}`)
  assert.ok(start)

  const acknowledged: string[] = []
  const enough = Promise.withResolvers<void>()
  for (let count = 0; count < 400; count++) {
    const wish = { room: 'general', text: `message ${count}` }
    void ada.ask('message.send', wish).then(
      ({ message }) => {
        acknowledged.push(message.id)
        if (acknowledged.length === 20) enough.resolve()
      },
      () => undefined,
    )
  }
  await enough.promise
  assert.equal(await first.end('SIGKILL'), null)

  const second = await startProcess(t, folder)
  const again = await overSocket(t, second, { token: await tokenOf(second.url, 'ada', '/v1/sessions') })
  const { feeds } = await again.ask('feed.sync', {
    feeds: [{ feed: start.feed, since: start.version, epoch: start.epoch }],
  })
  const answer = feeds[0]
  assert.ok(answer && 'range' in answer && answer.range, 'the same epoch: no reset')
  const ids = new Set(answer.range.items.map((item) => ('id' in item ? item.id : '')))
  for (const id of acknowledged) assert.ok(ids.has(id), `${id} was acknowledged`)
})

test('a second server on one folder refuses and names the first', async (t) => {
  const folder = dataFolder(t)
  const server = await startProcess(t, folder)
  const { code, stderr } = await runToEnd('main.ts', ['--port', '0', '--data', folder])
  assert.equal(code, 69)
  assert.match(stderr, new RegExp(`in use by process ${server.child.pid}.*--data`))
  assert.equal((await askOver(server.url, 'GET', '/livez')).status, 200)
})

test('a chosen port that is taken is a clear fault, and the folder is free again', async (t) => {
  const server = await startProcess(t, dataFolder(t))
  const folder = dataFolder(t)
  const { port } = new URL(server.url)
  const { code, stderr } = await runToEnd('main.ts', ['--port', port, '--data', folder])
  assert.equal(code, 69)
  assert.match(stderr, new RegExp(`Port ${port} .*taken.*--port`))
  assert.match(stderr, /port\.in-use/)
  const next = await startProcess(t, folder)
  assert.equal((await askOver(next.url, 'GET', '/readyz')).status, 200)
})

test('all faults of the configuration are told at once', async () => {
  const { code, stderr } = await runToEnd('main.ts', ['--prot', '3000'], {
    environment: { HUBBUB_SIGNUP: 'maybe', HUBBUB_LIMIT_BODYS: '1' },
  })
  assert.equal(code, 78)
  for (const words of [/--prot.*--port/, /HUBBUB_SIGNUP.*maybe/, /HUBBUB_LIMIT_BODYS/])
    assert.match(stderr, words)
})

test('without a terminal the set-up link is not logged; the command line gives it, and admits who has it', async (t) => {
  const folder = dataFolder(t)
  const server = await startProcess(t, folder)
  assert.match(String(server.log[0]?.['firstOwner']), /hubbub setup-link/)
  assert.doesNotMatch(JSON.stringify(server.log), /#/)
  const { stdout, code } = await runToEnd('cli/cli.ts', ['setup-link', '--data', folder])
  assert.equal(code, 0)
  const token = /#(\S+)/.exec(stdout)?.[1]
  const made = await askOver(server.url, 'POST', '/v1/setup', { body: { token, username: 'ada', password } })
  assert.equal(made.status, 201, made.text)
  assert.equal(made.json.account.role, 'owner')
})

test('the log names the port of the metrics, and they are there', async (t) => {
  const server = await startProcess(t, dataFolder(t), { HUBBUB_METRICS_PORT: '0' })
  const url = String(server.log[0]?.['metricsUrl'])
  assert.notEqual(new URL(url).port, new URL(server.url).port)
  assert.match(await (await fetch(url)).text(), /^# HELP /m)
})

test('a backup made while it runs is restored into another folder, as another life of the store', async (t) => {
  const folder = dataFolder(t)
  const server = await startProcess(t, folder)
  const token = await tokenOf(server.url, 'ada')
  const headers = { authorization: `Bearer ${token}` }
  await askOver(server.url, 'POST', '/v1/rooms/general/messages', { headers, body: { text: 'keep this' } })
  const file = join(dataFolder(t), 'kept.db')
  assert.equal((await runToEnd('cli/cli.ts', ['backup', file, '--data', folder])).code, 0)
  assert.equal(statSync(file).mode & 0o077, 0)

  const busy = await runToEnd('cli/cli.ts', ['restore', file, '--data', folder, '--replace'])
  assert.equal(busy.code, 69, 'not while the server runs')

  const other = join(dataFolder(t), 'restored')
  const restored = await runToEnd('cli/cli.ts', ['restore', file, '--data', other])
  assert.equal(restored.code, 0, restored.stderr)
  const second = await startProcess(t, other)
  const again = { authorization: `Bearer ${await tokenOf(second.url, 'ada', '/v1/sessions')}` }
  const { json } = await askOver(second.url, 'GET', '/v1/rooms/general/messages', { headers: again })
  assert.equal(json.items[0].text, 'keep this')
  const before = await askOver(server.url, 'GET', '/v1/server')
  const after = await askOver(second.url, 'GET', '/v1/server')
  assert.notEqual(after.json.epoch, before.json.epoch)
})

test('a folder that cannot be one, a verb that is none: each is told in words, with what to do', async (t) => {
  const file = join(dataFolder(t), 'file')
  writeFileSync(file, '')
  for (const [program, words, said] of [
    [
      'main.ts',
      ['--data', file],
      /hubbub\.lock lies below something that is no folder\. .*\n\(file\.ENOTDIR\)/,
    ],
    ['cli/cli.ts', ['invite', '--data', file], /No server keeps its data in .*\n.*\n\(cli\.no-data\)/],
    ['cli/cli.ts', ['key'], /"key" wants a second word: key create\./],
    ['cli/cli.ts', ['invit'], /There is no "invit"\. Did you mean invite\?/],
  ] as const) {
    const { stdout, stderr, code } = await runToEnd(program, words)
    assert.ok(code === 1 || code === 2 || code === 69, `${code}`)
    assert.match(stderr, said)
    assert.equal(stdout, '')
  }
})

test('with no server running the command line works on the folder by itself', async (t) => {
  const folder = dataFolder(t)
  const made = await runToEnd('cli/cli.ts', ['admin', 'create', 'ada', '--data', folder], {
    input: `${password}\n`,
  })
  const said = `ada is an owner now and can sign in.\nThere was no server in ${folder} before; its data is there now.\n`
  assert.deepEqual([made.code, made.stdout], [0, said])
  const ben = await runToEnd('cli/cli.ts', ['admin', 'create', 'ben', '--role', 'admin', '--data', folder], {
    input: `${password}\n`,
  })
  assert.deepEqual([ben.code, ben.stdout], [0, 'ben is an admin now and can sign in.\n'])
  const taken = await runToEnd('cli/cli.ts', ['admin', 'create', 'ADA', '--data', folder], {
    input: `${password}\n`,
  })
  assert.equal(taken.code, 1)
  assert.match(taken.stderr, /username\.taken/)
  const server = await startProcess(t, folder)
  await tokenOf(server.url, 'ada', '/v1/sessions')
})
