import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { violationsOf } from './guards/architecture.ts'
import { readSources } from './guards/source-tree.ts'

test('the sources keep to the dependency rule', () => {
  const files = readSources()
  assert.ok(files.length > 50, 'the sources were found')
  assert.deepEqual(violationsOf(files), [])
})

function forged(t: TestContext, files: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'hubbub-guard-'))
  t.after(() => rmSync(root, { recursive: true }))
  for (const [path, text] of Object.entries(files)) {
    const full = join(root, path.startsWith('packages') ? path : `packages/server/src/${path}`)
    mkdirSync(dirname(full), { recursive: true })
    writeFileSync(full, text)
  }
  return violationsOf(readSources(root)).map((violation) => violation.replace('packages/server/src/', ''))
}

test('a tree that keeps the rule has no violations', (t) => {
  const found = forged(t, {
    'core/rooms/join-room.ts': "import { Clock } from '../ports/clock.ts'\nexport const year = new Date(0)",
    'core/ports/clock.ts':
      "import type { RoomId } from '@hubbub/protocol'\nexport interface Clock { crypto: RoomId }",
    'storage/sqlite/open.ts': "import { DatabaseSync } from 'node:sqlite'\nimport '../fold.ts'",
    'storage/fold.ts': "import { refuse } from '../core/refusal.ts'",
    'dialects/door.ts':
      "import type { FastifyInstance } from 'fastify'\nimport type { Logger } from '../observe/logger.ts'",
    'compose.ts': "import { open } from './storage/sqlite/open.ts'\nimport { env } from './config/env.ts'",
    'main.ts': "import { compose } from './compose.ts'",
    'config/env.ts': 'export const all = process.env',
    'storage/contract/engines.ts': "import { open } from '../sqlite/open.ts'",
    'http/check.ts': "import { check } from '@hubbub/protocol/validate'",
    'core/join-room.test.ts': "import { open } from '../storage/memory/open.ts'\nsetTimeout(() => {}, 1)",
    'packages/client/src/index.ts': "export * from './chat.ts'",
    'packages/client/src/chat.ts': "import type { RoomId } from '@hubbub/protocol'",
  })
  assert.deepEqual(found, [])
})

test('imports against the layers are found', (t) => {
  const found = forged(t, {
    'core/a.ts': "import { open } from '../storage/memory/open.ts'",
    'core/b.ts': "import type { Config } from '../config/config.ts'",
    'http/a.ts': "import { hub } from '../realtime/hub.ts'",
    'http/b.ts': "export { metrics } from '../observe/metrics.ts'\nexport const x = 1",
    'platform/a.ts': "const x = await import('../compose.ts')",
    'realtime/a.ts': "export type X = import('../http/server.ts').Server",
    'cli/a.ts': "import { open } from '../storage/sqlite/open.ts'",
    'packages/protocol/src/a.ts': "import { core } from '@hubbub/server'",
    'packages/client/src/a.ts': "import { limits } from '@hubbub/protocol'",
    'packages/client/src/b.ts': "import { type RoomId } from '@hubbub/protocol'",
    'packages/bench/src/a.ts': "import { compose } from '@hubbub/server'",
    'compose.ts': "import { engines } from './storage/contract/engines.ts'",
    'extras/a.ts': "import { refuse } from '../core/refusal.ts'",
  })
  assert.deepEqual(found.sort(), [
    'cli/a.ts: cli may not import ../storage/sqlite/open.ts',
    'compose.ts: ./storage/contract/engines.ts is for tests',
    'core/a.ts: core may not import ../storage/memory/open.ts',
    'core/b.ts: core may not import ../config/config.ts',
    'extras/a.ts: stands in no folder of the design',
    'http/a.ts: http may not import ../realtime/hub.ts',
    'http/b.ts: http may not import ../observe/metrics.ts (types only)',
    'packages/bench/src/a.ts: bench may not import @hubbub/server',
    'packages/client/src/a.ts: client may not import @hubbub/protocol (types only)',
    'packages/client/src/b.ts: client may not import @hubbub/protocol (types only)',
    'packages/protocol/src/a.ts: protocol may not import @hubbub/server',
    'platform/a.ts: platform may not import ../compose.ts',
    'realtime/a.ts: realtime may not import ../http/server.ts',
  ])
})

test('engines, buses and dialects that know one another are found', (t) => {
  const found = forged(t, {
    'storage/sqlite/a.ts': "import { apply } from '../memory/apply.ts'",
    'fan-out/local/a.ts': "import type { Bus } from '../redis/bus.ts'",
    'dialects/chatrooms/a.ts': "import { login } from '../lobby-chat/login.ts'",
  })
  assert.deepEqual(found.sort(), [
    'dialects/chatrooms/a.ts: may not know its neighbour ../lobby-chat/login.ts',
    'fan-out/local/a.ts: may not know its neighbour ../redis/bus.ts',
    'storage/sqlite/a.ts: may not know its neighbour ../memory/apply.ts',
  ])
})

test('drivers and frameworks outside their folder are found', (t) => {
  const found = forged(t, {
    'storage/memory/a.ts': "import { DatabaseSync } from 'node:sqlite'",
    'fan-out/local/a.ts': "import type { Server } from 'socket.io'",
    'dialects/door.ts': "import Fastify from 'fastify'",
    'dialects/chatrooms/a.ts': "import type { FastifyRequest } from 'fastify'",
    'realtime/a.ts': "import cors from '@fastify/cors'",
    'http/a.ts': "import { jwtVerify } from 'jose/jwt/verify'",
    'platform/a.ts': "const pg = require('pg')",
  })
  assert.deepEqual(found.sort(), [
    'dialects/chatrooms/a.ts: only http may import fastify',
    'dialects/door.ts: only http may import fastify',
    'fan-out/local/a.ts: only realtime may import socket.io',
    'http/a.ts: only platform may import jose',
    'platform/a.ts: only storage/postgres may import pg',
    'realtime/a.ts: only http may import @fastify/cors',
    'storage/memory/a.ts: only storage/sqlite may import node:sqlite',
  ])
})

test('reading the environment anywhere else is found', (t) => {
  const found = forged(t, {
    'main.ts': 'export const port = process.env.PORT',
    'http/a.ts': "export const port = process['env']['PORT']",
    'cli/a.ts': "import { env } from 'node:process'",
  })
  const fault = 'only config/env.ts may read the environment'
  assert.deepEqual(found.sort(), [`cli/a.ts: ${fault}`, `http/a.ts: ${fault}`, `main.ts: ${fault}`])
})

test('time, chance and the outer world in the core are found', (t) => {
  const found = forged(t, {
    'core/a.ts': 'export const a = [Date.now(), new Date(), Math.random(), crypto.randomUUID()]',
    'core/b.ts': "import { randomUUID } from 'node:crypto'\nimport type { Stats } from 'node:fs'",
    'core/c.ts': 'export function later(run: () => void) { setTimeout(run, 10) }',
    'core/d.ts': 'export const timers = { setInterval }',
  })
  assert.deepEqual(found.map((violation) => violation.replace(': the core may not use', '')).sort(), [
    'core/a.ts Date.now()',
    'core/a.ts Math.random()',
    'core/a.ts crypto',
    'core/a.ts new Date()',
    'core/b.ts node:crypto',
    'core/b.ts node:fs',
    'core/c.ts setTimeout',
    'core/d.ts setInterval',
  ])
})

test('default exports, enums and files that only pass on are found', (t) => {
  const found = forged(t, {
    'core/index.ts': "export * from './a.ts'",
    'core/a.ts': 'export default function a() {}',
    'http/a.ts': 'export enum Colour { Red }',
    'http/index.ts': "export * from './a.ts'",
  })
  assert.deepEqual(found.sort(), [
    'core/a.ts: has a default export',
    'http/a.ts: has an enum',
    'http/index.ts: only passes on what others export',
  ])
})
