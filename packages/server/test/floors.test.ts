import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

interface Locked {
  version?: string
  dev?: boolean
}

/** Versions below these have known holes. Whoever learns of a newer one raises it here. */
const floors: Readonly<Record<string, string>> = {
  'socket.io': '4.6.2',
  'socket.io-parser': '4.2.7',
  'engine.io': '6.6.11',
  ws: '8.21.1',
  fastify: '5.8.5',
  '@fastify/proxy-addr': '5.1.1',
  '@fastify/forwarded': '3.0.2',
  jose: '5.0.0',
}

const lockFile = new URL('../../../package-lock.json', import.meta.url)

test('OPS-09: no dependency is older than its last security fix', () => {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8')) as { packages: Record<string, Locked> }
  const served = Object.entries(packages).filter(([, { dev }]) => !dev)
  for (const [name, floor] of Object.entries(floors)) {
    const found = served.filter(([path]) => path.endsWith(`node_modules/${name}`))
    assert.ok(found.length > 0, `${name} is not used any more`)
    for (const [path, { version = '' }] of found)
      assert.ok(isAtLeast(version, floor), `${path} ${version} is older than ${floor}`)
  }
})

function isAtLeast(version: string, floor: string): boolean {
  const [ours, least] = [version, floor].map((one) => one.split('.').map(Number)) as [number[], number[]]
  const differs = least.findIndex((number, place) => ours[place] !== number)
  return differs === -1 || (ours[differs] ?? 0) > (least[differs] ?? 0)
}
