import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { spawnSync } from 'node:child_process'
import { buildImage } from './build-image.ts'
import { readCompose } from './compose-file.ts'
import { readDockerfile } from './dockerfile.ts'
import { type Container, containerOf, type Started, waysToRun } from './run-image.ts'

/** What the image runs, tried without an engine: the same files, the same words, another user, nothing to write to. */
const folder = mkdtempSync(join(tmpdir(), 'hubbub-image-'))
// Another user has to pass.
chmodSync(folder, 0o755)
const root = buildImage(folder)
const image = readDockerfile()

before(() => spawnSync('chmod', ['-R', 'a-w', root]))
after(() => {
  spawnSync('chmod', ['-R', 'u+w', root])
  rmSync(folder, { recursive: true })
})

/** A client inside: it speaks to the port the image serves on. */
async function ask(container: Container, server: Started, method: string, path: string, body?: object) {
  const program = `
    const [url, method, body] = process.argv.slice(1)
    const headers = body ? { 'content-type': 'application/json' } : {}
    const answer = await fetch(url, { method, headers, ...(body ? { body } : {}) })
    console.log(JSON.stringify({ status: answer.status, json: await answer.json() }))`
  const url = `http://localhost:${server.environment['HUBBUB_PORT']}${path}`
  const words = [
    'node',
    '--input-type=module',
    '-e',
    program,
    url,
    method,
    ...(body ? [JSON.stringify(body)] : []),
  ]
  const { stdout, stderr, code } = await container.run(words, server)
  assert.equal(code, 0, stderr)
  return JSON.parse(stdout) as { status: number; json: Record<string, unknown> }
}

for (const way of waysToRun(root, folder)) {
  describe(`the image in ${way.name}`, () => {
    const ada = { name: 'Ada', email: 'ada@example.org' }

    test('as compose starts it: healthy, open on localhost, and it stops when told', async (t) => {
      const container = containerOf(t, way)
      const server = await container.start(readCompose().environment)
      assert.deepEqual(await container.run(image.health, server), { code: 0, stdout: 'ok\n', stderr: '' })
      const made = await ask(container, server, 'POST', '/users', ada)
      assert.equal(made.status, 201, JSON.stringify(made.json))
      const link = await container.run(['hubbub', 'setup-link'], server)
      assert.equal(link.code, 0, link.stderr)
      assert.match(link.stdout, /^http:\/\/localhost:3000\/c\/setup#\S+/m)
      assert.equal(await server.stop(), 0)
    })

    test('by itself: what was kept is there, and the older APIs want a key', async (t) => {
      const container = containerOf(t, way)
      const server = await container.start({})
      assert.equal((await container.run(image.health, server)).code, 0)
      assert.deepEqual(await ask(container, server, 'GET', '/users'), {
        status: 401,
        json: { message: 'An API key is required' },
      })
      assert.equal(await server.stop(), 0)
      const open = await container.start({ HUBBUB_OPEN: 'users-crud' })
      const { json } = await ask(container, open, 'GET', '/users')
      assert.equal((json as unknown as (typeof ada)[]).at(-1)?.name, 'Ada')
      assert.equal(await open.stop(), 0)
    })

    test('its user can write to the volume and to nothing else, and a dead server is not healthy', async (t) => {
      const container = containerOf(t, way)
      const unhealthy = await container.run(image.health)
      assert.equal(unhealthy.code, 1)
      assert.match(unhealthy.stderr, /^hubbub: No server answers at http:\/\/127\.0\.0\.1:\d+\/readyz: /)
      for (const target of [`${way.app}/cli.js`, `${way.app}/new`]) {
        const { code, stderr } = await container.run(['sh', '-c', `echo x >> ${target}`])
        assert.notEqual(code, 0, target)
        assert.match(stderr, /Read-only|Permission denied/)
      }
    })
  })
}
