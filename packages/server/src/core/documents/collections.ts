import type { InputOf, OutputOf, Rule, Rules } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import { Encoded, encoded, row } from '../encoded.ts'
import type { ChangeSet, Once, Row } from '../feeds/change-set.ts'
import { collectionFeed } from '../feeds/feed-ids.ts'
import { onceOf, ownOnce, repeatOf } from '../feeds/once.ts'
import type { Ports } from '../ports/ports.ts'
import { refuse } from '../refusal.ts'
import { absent, unchanged } from '../rooms/load-room.ts'
import { isoTime } from '../time.ts'
import { cleanupId } from './collection-cleanup.ts'
import { loadCollection } from './load-document.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'digests'>

export async function createCollection(
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'collection.create'>,
): Promise<Encoded<OutputOf<'collection.create'>>> {
  const once = onceOf(ports, caller, { command: 'collection.create', input, withRow: true })
  const [repeated] = (await repeatOf(ports, once)) ?? []
  if (repeated) return new Encoded(repeated.text)

  await checkRooms(ports, input.rules)
  const committed = await ports.commits.decide(async () => {
    const { read } = ports.store
    const taken = await read.row('collection', input.collection)
    // One of that name was deleted, and its documents are still being erased.
    if (taken || (await read.row('fact', cleanupId(input.collection)))) throw refuse('collection.taken')
    const madeBy = caller.contract ?? null
    return collectionPut(once, {
      id: input.collection,
      rules: input.rules,
      madeBy,
      createdAt: ports.clock.now(),
    })
  })
  return answerOf(committed.rows)
}

export async function updateCollection(
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'collection.update'>,
): Promise<Encoded<OutputOf<'collection.update'>>> {
  await checkRooms(ports, input.rules)
  const committed = await ports.commits.decide(async () => {
    const { collection } = await loadCollection(ports, caller, input.collection)
    const { madeBy, createdAt } = collection.columns
    return collectionPut(
      ownOnce(ports),
      { id: collection.id, rules: input.rules, madeBy, createdAt },
      collection,
    )
  })
  return answerOf(committed.rows)
}

export async function getCollection(
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'collection.get'>,
): Promise<Encoded<OutputOf<'collection.get'>>> {
  const { collection, readable } = await loadCollection(ports, caller, input.collection)
  return encoded({ collection: row(collection), followable: readable === 'all' })
}

interface NewCollection {
  id: string
  rules: Rules
  madeBy: string | null
  createdAt: number
}

function collectionPut(
  once: Once,
  { id, rules, madeBy, createdAt }: NewCollection,
  earlier?: Row,
): ChangeSet {
  const feed = collectionFeed(id)
  return {
    once,
    touches: [feed],
    expect: [earlier ? unchanged(earlier) : absent('collection', id, feed)],
    writes: [
      {
        op: 'put',
        kind: 'collection',
        id,
        feed,
        columns: { createdAt, madeBy },
        text: JSON.stringify({ id, rules, createdAt: isoTime(createdAt) }),
      },
    ],
  }
}

/** A rule that names a room names one that exists. */
async function checkRooms(ports: Pick<Ports, 'store'>, rules: Rules): Promise<void> {
  const rooms = Object.values(rules).flatMap((rule: Rule) =>
    typeof rule === 'object' && 'membersOf' in rule ? [rule.membersOf] : [],
  )
  const found = await ports.store.read.rows('room', [...new Set(rooms)])
  if (found.length < new Set(rooms).size)
    throw refuse('room.not-found', { detail: 'A rule names a room that is not there.' })
}

function answerOf<T>(rows: readonly Row[]): Encoded<T> {
  const collection = rows.find(({ kind }) => kind === 'collection')
  if (!collection) throw new Error('the outcome has no collection')
  return new Encoded(collection.text)
}
