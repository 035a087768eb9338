import type { AccountId, FeedId } from '@hubbub/protocol'
import type { AccountCaller } from '../../core/caller.ts'
import type { Follower, LiveRange } from '../../core/ports/hub.ts'

/** A plain follower that remembers what it was given. */
export interface Ear extends Follower {
  heard: LiveRange[]
  /** Names and payloads of signals and hints, in order. */
  hints: [string, unknown][]
  lost: FeedId[]
  refreshed: number
  ended: string[]
}

export interface EarOf {
  account?: AccountId
  session?: string
  key?: string
  caller?: () => Promise<AccountCaller | undefined>
}

export function createEar(id: string, of: EarOf = {}): Ear {
  const { account, session, key, caller } = of
  const ear: Ear = {
    id,
    account,
    session,
    key,
    ...(caller ? { caller } : {}),
    heard: [],
    hints: [],
    lost: [],
    refreshed: 0,
    ended: [],
    hear: (range) => void ear.heard.push(range),
    told: ({ name, json }) => void ear.hints.push([name, JSON.parse(json)]),
    left: (feed) => void ear.lost.push(feed),
    refresh: () => void ear.refreshed++,
    end: (reason) => void ear.ended.push(reason),
  }
  return ear
}

/** Ranges in short: `feed 0-2: kind id, kind id`. */
export function inShort(ear: Ear, feed?: FeedId): string[] {
  return ear.heard
    .filter((range) => feed === undefined || range.feed === feed)
    .map(({ feed: of, from, to, rows }) => {
      const items = rows.map(({ kind, id, removed }) => `${removed ? 'no ' : ''}${kind} ${id}`)
      return `${of} ${from}-${to}: ${items.join(', ')}`
    })
}
