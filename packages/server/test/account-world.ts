import { standardSettings } from '../src/core/settings.ts'
import assert from 'node:assert/strict'
import {
  type CommandName,
  commands,
  type ErrorCode,
  type InputOf,
  type OutputOf,
  type Profile,
} from '@hubbub/protocol'
import { Compile } from 'typebox/compile'
import { authenticate } from '../src/core/accounts/authenticate.ts'
import { createSetupLink } from '../src/core/accounts/signing-up/first-owner.ts'
import type { AccountCaller, Caller } from '../src/core/caller.ts'
import { jsonOf } from '../src/core/encoded.ts'
import { createBatcher } from '../src/core/feeds/batcher.ts'
import type { Committed } from '../src/core/feeds/change-set.ts'
import { createCommits } from '../src/core/feeds/commits.ts'
import { type Core, createCore } from '../src/core/index.ts'
import type { Clock } from '../src/core/ports/clock.ts'
import type { Ports } from '../src/core/ports/ports.ts'
import type { Storage } from '../src/core/ports/store.ts'
import { Refusal } from '../src/core/refusal.ts'
import { createHub, type NodeHub } from '../src/fan-out/hub.ts'
import { createArgon2Passwords } from '../src/platform/argon2-passwords.ts'
import { createGuesses } from '../src/platform/guesses.ts'
import { createHashQueue } from '../src/platform/hash-queue.ts'
import { createJoseTokens } from '../src/platform/jose-tokens.ts'
import { createRandomIds } from '../src/platform/random-ids.ts'
import { sha256Digests } from '../src/platform/sha256-digests.ts'
import { openMemory } from '../src/storage/memory/open.ts'

/** People before a whole core: real passwords, tokens, counters and hub; a clock one turns by hand. */
export interface AccountWorld {
  ports: Ports
  hub: NodeHub
  /** Everything that was committed, in order. */
  news: Committed[]
  pass(ms: number): void
  /** Somebody who has not signed in. */
  visitor(address?: string): Visitor
  /** Sets the server up. */
  owner(username?: string): Promise<Person>
  person(username: string): Promise<Person>
  guest(displayName: string): Promise<Person>
  /** Whoever holds this token or API key. */
  holding(credential: string): Promise<Visitor>
}

export interface Visitor {
  caller: Caller
  /** Asks the core; input, answer and refusal are held against the catalogue. */
  ask<N extends CommandName>(command: N, input: InputOf<N>): Promise<OutputOf<N>>
  /** Asks what must be refused, and gives the code. */
  refused<N extends CommandName>(command: N, input: InputOf<N>): Promise<ErrorCode>
}

export interface Person extends Visitor {
  id: string
  caller: AccountCaller
  profile: Profile
  tokens: OutputOf<'session.refresh'>
  password: string
}

export interface WorldOptions {
  storage?: Storage
  settings?: Partial<Ports['settings']>
  passwords?: Ports['passwords']
}

export const passwordOf = (username: string): string => `${username} walks to the lighthouse`

export function createAccountWorld(options: WorldOptions = {}): AccountWorld {
  let now = Date.parse('2026-01-01T00:00:00.000Z')
  const clock: Clock = { now: () => now, after: () => () => {} }
  const news: Committed[] = []
  const { ports, hub } = portsOf(options, clock, news)
  const core = createCore(ports)
  const visitor = (caller: Caller): Visitor => ({
    caller,
    ask: (command, input) => asked(core, caller, command, input),
    refused: (command, input) => codeOf(asked(core, caller, command, input), command),
  })
  const holding = async (credential: string) =>
    visitor(await authenticate(ports, credential, { address: '127.0.0.1' }))
  const stranger = visitor({ account: undefined, address: '127.0.0.1' })
  const enter = async (signedIn: OutputOf<'session.create'>, password: string): Promise<Person> => {
    const { tokens, profile } = signedIn
    const { caller, ...asking } = await holding(tokens.accessToken)
    return { ...asking, caller: caller as AccountCaller, id: profile.id, profile, tokens, password }
  }
  return {
    ports,
    hub,
    news,
    pass: (ms) => {
      now += ms
    },
    visitor: (address = '127.0.0.1') => visitor({ account: undefined, address }),
    holding,
    async owner(username = 'olive') {
      const { token } = await createSetupLink(ports)
      const password = passwordOf(username)
      return enter(await stranger.ask('setup.complete', { token, username, password }), password)
    },
    async person(username) {
      const password = passwordOf(username)
      return enter(await stranger.ask('account.register', { username, password }), password)
    },
    guest: async (displayName) => enter(await stranger.ask('guest.create', { displayName }), ''),
  }
}

/** The input of a refresh, out of what a sign-in gave. */
export const refreshWith = ({ refreshToken }: { refreshToken: string }) => ({ refreshToken })

/** Argon2id at its least cost: what is tested is rules, not strength. */
const cheap = { cost: { memory: 64, passes: 1, parallelism: 1 } }

function portsOf(
  { storage = openMemory(), settings, passwords }: WorldOptions,
  clock: Clock,
  news: Committed[],
) {
  const store = createBatcher(storage, { sets: 64, bytes: 4_000_000, waiting: 1_000 }, (some) => {
    news.push(...some)
    hub.deliver(some)
  })
  const hub = createHub({
    store,
    clock,
    bounds: { feedsPerConnection: 20, signalDeliveriesPerSecond: 1_000 },
    report: (failure) => {
      throw failure
    },
  })
  const secret = new Uint8Array(32).fill(7)
  const ports: Ports = {
    store,
    commits: createCommits(store, clock),
    clock,
    ids: createRandomIds(clock),
    digests: sha256Digests,
    passwords:
      passwords ?? createArgon2Passwords({ ...cheap, queue: createHashQueue({ running: 4, waiting: 200 }) }),
    tokens: createJoseTokens({ secret, issuer: 'hubbub', audience: 'hubbub', clock }),
    guesses: createGuesses(),
    live: hub,
    settings: {
      serverName: 'Lighthouse',
      version: '0.1.0',
      signup: 'open',
      guests: true,
      publicUrl: () => 'https://chat.example',
      accessTokenSeconds: 900,
      refreshTokenSeconds: 30 * 24 * 3600,
      ...standardSettings,
      roomsPerAccount: 100,
      membersPerRoom: 100,
      contractQuota: { rows: 1_000, bytes: 1_000_000 },
      ...settings,
    },
  }
  return { ports, hub }
}

async function asked<N extends CommandName>(
  core: Core,
  caller: Caller,
  command: N,
  input: InputOf<N>,
): Promise<OutputOf<N>> {
  const schemas = schemasOf(command)
  assert.ok(schemas.input.Check(input), `${command}: the input fits its schema`)
  try {
    const answer: unknown = JSON.parse(jsonOf(await core.ask(command, caller, input)))
    if (!schemas.output.Check(answer))
      assert.fail(`${command}: ${JSON.stringify(schemas.output.Errors(answer))} in ${JSON.stringify(answer)}`)
    return answer as OutputOf<N>
  } catch (refusal) {
    if (refusal instanceof Refusal) {
      const known = [...commands[command].errors, ...anywhere] as ErrorCode[]
      assert.ok(known.includes(refusal.code), `${command} may be refused with ${refusal.code}`)
    }
    throw refusal
  }
}

/** What any command may be refused with. */
const anywhere: ErrorCode[] = [
  'request.invalid',
  'auth.required',
  'auth.invalid-token',
  'auth.scope',
  'access.denied',
  'rate.limited',
  'busy',
  'unavailable',
  'conflict',
]

/** The code of the refusal that something ends in. */
export async function codeOf(asking: Promise<unknown>, what = 'it'): Promise<ErrorCode> {
  try {
    await asking
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal.code
    throw refusal
  }
  return assert.fail(`${what} was not refused`)
}

/** Asks fifty times at once; answers those that succeeded and the codes of the others. */
export async function atOnce<T>(
  ask: (place: number) => Promise<T>,
): Promise<{ good: T[]; codes: ErrorCode[] }> {
  const all = await Promise.allSettled(Array.from({ length: 50 }, (_, place) => ask(place)))
  const good = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const failed = all.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  const codes = failed.map((failure) => {
    if (failure instanceof Refusal) return failure.code
    throw failure
  })
  return { good, codes }
}

const compiled = new Map<CommandName, { input: Schema; output: Schema }>()
type Schema = ReturnType<typeof Compile>

function schemasOf(command: CommandName): { input: Schema; output: Schema } {
  const known = compiled.get(command)
  if (known) return known
  const { input, output } = commands[command]
  const schemas = { input: Compile(input) as Schema, output: Compile(output) as Schema }
  compiled.set(command, schemas)
  return schemas
}
