import { type CommandName, type ErrorCode, type InputOf, type OutputOf, type Profile } from '@hubbub/protocol'
import { authenticate } from '../src/core/accounts/authenticate.ts'
import { createSetupLink } from '../src/core/accounts/signing-up/first-owner.ts'
import type { AccountCaller, Caller } from '../src/core/caller.ts'
import type { Committed } from '../src/core/feeds/change-set.ts'
import { createCore } from '../src/core/index.ts'
import type { Clock } from '../src/core/ports/clock.ts'
import type { Ports } from '../src/core/ports/ports.ts'
import type { Storage } from '../src/core/ports/store.ts'
import { Refusal } from '../src/core/refusal.ts'
import type { NodeHub } from '../src/fan-out/hub.ts'
import { askChecked, codeOf } from './checked-asking.ts'
import { corePorts } from './core-ports.ts'

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
  const { ports, hub } = corePorts({ ...options, clock, heard: (some) => news.push(...some) })
  const core = createCore(ports)
  const asked = <N extends CommandName>(caller: Caller, command: N, input: InputOf<N>) =>
    askChecked({ command, input, anywhere }, () => core.ask(command, caller, input))
  const visitor = (caller: Caller): Visitor => ({
    caller,
    ask: (command, input) => asked(caller, command, input),
    refused: (command, input) => codeOf(asked(caller, command, input), command),
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
