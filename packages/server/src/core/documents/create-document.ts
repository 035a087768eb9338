import type { InputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../caller.ts'
import type { Committed, Once, Refused } from '../feeds/change-set.ts'
import { onceOf, repeatOf } from '../feeds/once.ts'
import { utf8Length } from '../messages/message-rules.ts'
import { refuse } from '../refusal.ts'
import { absent, unchanged } from '../rooms/load-room.ts'
import type { Inside } from '../use-case.ts'
import { opens } from './document-rules.ts'
import { loadCollection } from './load-document.ts'
import { type DocumentAnswer, documentAnswer, documentPut, repeatedDocument } from './write-document.ts'

type Needs = Pick<Inside, 'store' | 'commits' | 'clock' | 'ids' | 'digests' | 'settings' | 'quotas'>

/** Makes a document; the server sets who owns it. */
export async function createDocument(
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'document.create'>,
): Promise<DocumentAnswer> {
  const once = onceOf(ports, caller, { command: 'document.create', input, withRow: true })
  const repeat = await repeatOf(ports, once)
  if (repeat) return repeatedDocument(ports, caller, repeat)

  const most = () => ({ rows: 1, bytes: utf8Length(JSON.stringify(input.data)) })
  const committed = await ports.quotas.within(caller.contract, most, () =>
    commitNew(ports, caller, input, once),
  )
  return documentAnswer(ports.store.epoch, committed)
}

function commitNew(
  ports: Needs,
  caller: AccountCaller,
  input: InputOf<'document.create'>,
  once: Once,
): Promise<Committed> {
  return ports.commits.decide(async (before) => {
    const { collection } = await loadCollection(ports, caller, input.collection)
    if ((await opens(ports, caller, collection, 'create')) === 'none') throw refuse('access.denied')
    const id = input.id ?? ports.ids.next()
    const isTaken = isOverDocument(before) || (await ports.store.read.row('document', id)) !== undefined
    if (input.id && isTaken) throw refuse('document.taken')
    const now = ports.clock.now()
    const madeBy = caller.contract ?? null
    const owner = madeBy === null ? caller.account : null
    const put = documentPut(
      ports,
      { id, collection: collection.id, owner, createdAt: now, madeBy },
      input.data,
      now,
    )
    return {
      once: { ...once, refs: [{ kind: 'document', id }] },
      touches: [collection.feed],
      expect: [unchanged(collection), absent('document', id, collection.feed)],
      writes: [put],
    }
  })
}

/** Refused over the document itself: it stands by now, or its tombstone stands in another collection. */
const isOverDocument = (before?: Refused): boolean =>
  before !== undefined &&
  before.because !== 'once' &&
  'row' in before.because &&
  before.because.row.kind === 'document'
