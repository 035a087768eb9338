import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { CommandName, InputOf, OutputOf, Scope } from '@hubbub/protocol'
import { type Answer, askOver, type Asked } from '../../../test/server-world.ts'
import { compose, type Running } from '../../compose.ts'
import { configOf } from '../../config/config.ts'
import { createBotKey } from '../../core/accounts/bots/create-key.ts'
import { createSetupLink } from '../../core/accounts/signing-up/first-owner.ts'
import type { AccountCaller } from '../../core/caller.ts'
import { jsonOf } from '../../core/encoded.ts'
import type { Dialect } from '../door.ts'
import { dialects as spoken } from '../index.ts'
import { noSightings, type Sightings, watched } from './watched.ts'

/**
 * A whole server as clients of the older services meet it: composed as in use, on a port of its own. Every answer and
 * event is held against what the documents say of it.
 */
export interface OlderWorld {
  url: string
  running: Running
  /** A request on a connection of its own. */
  ask(method: string, path: string, asked?: Asked): Promise<Answer>
  /** The native core as the server's owner, past all doors. */
  native<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>
  /** An API key of a bot. */
  apiKey(...scopes: Scope[]): Promise<string>
  /** The access token of the owner, or of a guest. */
  token(of: 'owner' | 'guest'): Promise<string>
}

export interface WorldOptions {
  environment?: Record<string, string> | undefined
  /** Where the store lives; in memory when left out. */
  folder?: string
  dialects?: readonly Dialect[]
  /** Filled with what the dialects do. */
  sightings?: Sightings | undefined
}

const quick = {
  HUBBUB_PORT: '0',
  HUBBUB_METRICS_PORT: 'off',
  HUBBUB_GUESTS: 'on',
  HUBBUB_LOG_LEVEL: 'silent',
  HUBBUB_RATE_REQUESTS: '100000',
  HUBBUB_ARGON2_MEMORY: '8192',
  HUBBUB_ARGON2_PASSES: '1',
  HUBBUB_TOKEN_SECRET: 'a secret of the tests that nobody else knows',
}

/** What makes the open contracts ask for a key. */
export const isProtected = { HUBBUB_PUBLIC_URL: 'https://chat.example' }

export async function openWorld(t: TestContext, options: WorldOptions = {}): Promise<OlderWorld> {
  const { environment, folder, dialects = spoken, sightings = noSightings() } = options
  const config = configOf({ ...quick, ...(folder ? { HUBBUB_DATA: folder } : {}), ...environment })
  const running = await compose(config, {
    inMemory: folder === undefined,
    dialects: dialects.map((one) => (spoken.includes(one) ? watched(one, sightings) : one)),
  })
  t.after(async () => {
    await running.stop()
    assert.deepEqual(sightings.wrong, [], 'every answer and event is as the documents say')
  })
  const url = `http://127.0.0.1:${new URL(running.urls[0] ?? '').port}`
  const { core, ports } = running
  let owner: Promise<OutputOf<'setup.complete'>> | undefined
  const signedIn = () => (owner ??= setUp(running))

  return {
    url,
    running,
    ask: (method, path, asked) => askOver(url, method, path, asked),
    async native(name, input) {
      const { account } = await signedIn()
      const caller: AccountCaller = { account: account.id, role: 'owner', address: '127.0.0.1' }
      return JSON.parse(jsonOf(await core.ask(name, caller, input)))
    },
    async apiKey(...scopes) {
      const answer = await createBotKey(ports, { bot: 'courier', name: 'a test', scopes })
      return (JSON.parse(jsonOf(answer)) as { secret: string }).secret
    },
    async token(of) {
      if (of === 'owner') return (await signedIn()).tokens.accessToken
      const visitor = { account: undefined, address: '127.0.0.1' } as const
      const guest = await core.ask('guest.create', visitor, { displayName: 'Gwen' })
      return (JSON.parse(jsonOf(guest)) as OutputOf<'guest.create'>).tokens.accessToken
    },
  }
}

/** The first owner; one who is there already, after a restart, signs in. */
async function setUp({ core, ports }: Running): Promise<OutputOf<'setup.complete'>> {
  const visitor = { account: undefined, address: '127.0.0.1' } as const
  const password = 'olive walks to the lighthouse'
  const isSetUp = (await ports.store.read.accountsWithRole('owner')).length > 0
  const answer = isSetUp
    ? await core.ask('session.create', visitor, { identifier: 'olive', password })
    : await core.ask('setup.complete', visitor, {
        token: (await createSetupLink(ports)).token,
        username: 'olive',
        password,
      })
  return JSON.parse(jsonOf(answer)) as OutputOf<'setup.complete'>
}

/** A folder that goes away with the test. */
export function dataFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-older-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
