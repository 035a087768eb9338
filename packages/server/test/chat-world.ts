import { standardSettings } from '../src/core/settings.ts'
import { type ErrorCode, type InputOf, type OutputOf, type Role } from '@hubbub/protocol'
import type { AccountCaller } from '../src/core/caller.ts'
import { createBatcher } from '../src/core/feeds/batcher.ts'
import type { ChangeSet, Committed } from '../src/core/feeds/change-set.ts'
import { createCommits } from '../src/core/feeds/commits.ts'
import { directoryFeed, userFeed } from '../src/core/feeds/feed-ids.ts'
import { messageUseCases } from '../src/core/messages/use-cases.ts'
import type { Clock } from '../src/core/ports/clock.ts'
import { createKeptPages } from '../src/core/messages/kept-pages.ts'
import type { Ports } from '../src/core/ports/ports.ts'
import type { Storage } from '../src/core/ports/store.ts'
import { roomUseCases } from '../src/core/rooms/use-cases.ts'
import { isoTime } from '../src/core/time.ts'
import type { Inside } from '../src/core/use-case.ts'
import { createRandomIds } from '../src/platform/random-ids.ts'
import { sha256Digests } from '../src/platform/sha256-digests.ts'
import { openMemory } from '../src/storage/memory/open.ts'
import { askChecked, codeOf } from './checked-asking.ts'

/** A small world of people who talk: the core's rooms and messages on a store in memory, with a clock one turns by hand. */

const useCases = { ...roomUseCases, ...messageUseCases }
type ChatCommand = keyof typeof useCases

export type ChatPorts = Pick<Inside, 'store' | 'commits' | 'clock' | 'ids' | 'digests' | 'settings' | 'pages'>

export interface ChatWorld {
  ports: ChatPorts
  /** Everything that was committed, in order. */
  news: Committed[]
  /** Lets time pass. */
  pass(ms: number): void
  /** `madeBy`: through which contract the account came to be. */
  person(name: string, role?: Role, madeBy?: string): Promise<Person>
  people<const N extends string>(...names: N[]): Promise<Record<N, Person>>
  /** The account is deleted; what it was in stays as it is. */
  endAccount(person: Person): Promise<void>
}

export interface Person {
  id: string
  name: string
  caller: AccountCaller
  /** Asks the core; input, answer and refusal are held against the catalogue. */
  ask<N extends ChatCommand>(command: N, input: InputOf<N>): Promise<OutputOf<N>>
  /** Asks what must be refused, and gives the code. */
  refused<N extends ChatCommand>(command: N, input: InputOf<N>): Promise<ErrorCode>
  /** The same person through an older contract. */
  through(contract: string): Person
}

export interface WorldOptions {
  storage?: Storage
  settings?: Partial<Ports['settings']>
}

/** Lets that many steps of others go first: which two commands meet where is chosen by the numbers, not by chance. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await Promise.resolve()
}

export function createChatWorld({ storage = openMemory(), settings }: WorldOptions = {}): ChatWorld {
  let now = Date.parse('2026-01-01T00:00:00.000Z')
  const clock: Clock = { now: () => now, after: () => () => {} }
  const news: Committed[] = []
  const store = createBatcher(storage, { sets: 64, bytes: 4_000_000, waiting: 1_000 }, (some) => {
    news.push(...some)
  })
  const ids = createRandomIds(clock)
  const bounds = { roomsPerAccount: 1_000, membersPerRoom: 10_000, ...standardSettings, ...settings }
  const ports: ChatPorts = {
    store,
    commits: createCommits(store, clock),
    clock,
    ids,
    digests: sha256Digests,
    settings: bounds as Ports['settings'],
    pages: createKeptPages(),
  }
  const person = async (name: string, role: Role = 'member', madeBy?: string): Promise<Person> => {
    const id = ids.next()
    await store.commit(newAccount({ id, name, role, madeBy: madeBy ?? null }, now))
    return asPerson(ports, name, { account: id, role, address: '127.0.0.1' })
  }
  return {
    ports,
    news,
    pass: (ms) => {
      now += ms
    },
    person,
    async people(...names) {
      const entries = await Promise.all(names.map(async (name) => [name, await person(name)] as const))
      return Object.fromEntries(entries) as Record<(typeof names)[number], Person>
    },
    async endAccount({ id }) {
      const [own, text] = [userFeed(id), JSON.stringify({ id })]
      await store.commit({
        once: { key: `end of ${id}`, digest: '', expires: null },
        touches: [own, directoryFeed],
        expect: [],
        writes: [
          { op: 'remove', kind: 'account', id, feed: own, text, at: now },
          { op: 'remove', kind: 'profile', id, feed: directoryFeed, text, at: now },
        ],
      })
    },
  }
}

function asPerson(ports: ChatPorts, name: string, caller: AccountCaller): Person {
  const ask: Person['ask'] = (command, input) => {
    const useCase = useCases[command] as unknown as (...args: unknown[]) => Promise<unknown>
    return askChecked({ command, input, anywhere }, () => useCase(ports, caller, input))
  }
  return {
    id: caller.account,
    name,
    caller,
    ask,
    refused: (command, input) => codeOf(ask(command, input), command),
    through: (contract) => asPerson(ports, name, { ...caller, contract }),
  }
}

/** What any command may be refused with. */
const anywhere: ErrorCode[] = ['request.invalid', 'request.too-large', 'busy', 'unavailable']

interface NewAccount {
  id: string
  name: string
  role: Role
  madeBy: string | null
}

function newAccount({ id, name, role, madeBy }: NewAccount, now: number): ChangeSet {
  const account = { id, username: name, displayName: name, role, status: 'active', createdAt: isoTime(now) }
  const profile = { id, username: name, displayName: name, role }
  const [own, once] = [userFeed(id), { key: `account ${id}`, digest: '', expires: null }]
  return {
    once,
    touches: [own, directoryFeed],
    expect: [],
    writes: [
      {
        op: 'put',
        kind: 'account',
        id,
        feed: own,
        columns: {
          role,
          status: 'active',
          passwordHash: null,
          emailVerified: 0,
          madeBy,
          createdAt: now,
        },
        text: JSON.stringify(account),
      },
      {
        op: 'put',
        kind: 'profile',
        id,
        feed: directoryFeed,
        columns: { username: name, search: name, role },
        text: JSON.stringify(profile),
      },
    ],
  }
}
