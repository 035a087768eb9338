import assert from 'node:assert/strict'
import type { DocumentFilter, DocumentSort } from '@hubbub/protocol'
import { cursorOf, readCursor } from '../../core/documents/cursor.ts'
import { documentView } from '../../core/documents/document-view.ts'
import { readFilter } from '../../core/documents/filter.ts'
import { readSort } from '../../core/documents/sort.ts'
import type { Put } from '../../core/feeds/change-set.ts'
import type { DocumentQuery } from '../../core/ports/document-query.ts'
import type { Storage } from '../../core/ports/store.ts'
import type { Rule } from './given.ts'
import { commit, idsOf } from './outcomes.ts'
import { account, ada, ben, collection, document, idOf, removed, set } from './rows-to-write.ts'

interface Asked {
  filter?: DocumentFilter
  sort?: DocumentSort[]
  owner?: string
  limit?: number
  collection?: string
}

function query({ filter, sort, owner, limit = 50, collection: of = 'notes' }: Asked = {}): DocumentQuery {
  const read = filter && readFilter(filter)
  return { collection: of, filter: read, sort: readSort(sort), after: undefined, owner, limit }
}

const cheap: DocumentFilter = { field: 'price', op: 'lt', value: 10 }

export function documentRules(rule: Rule): void {
  rule('[ST-100] documents are found by their content, in their collection only', async ({ storage }) => {
    await commit(
      storage,
      set([
        document('tea', { price: 3 }),
        document('sofa', { price: 300 }),
        document('gift', { price: null }),
      ]),
    )
    await commit(storage, set([document('other', { price: 3 }, { collection: 'shop' })]))
    assert.deepEqual(await found(storage, { filter: cheap }), ['tea'])
    assert.deepEqual(await found(storage), ['gift', 'sofa', 'tea'])
    assert.deepEqual(await found(storage, { collection: 'empty' }), [])
  })

  rule('[ST-101] a removed document is not found, an edited one as it is now', async ({ storage }) => {
    await commit(storage, set([document('tea', { price: 3 }), document('sofa', { price: 300 })]))
    await commit(storage, set([removed(document('tea', {})), document('sofa', { price: 1 })]))
    assert.deepEqual(await found(storage, { filter: cheap }), ['sofa'])
  })

  rule('[ST-102] only the documents of one owner are looked at where a rule says so', async ({ storage }) => {
    await commit(
      storage,
      set([
        document('hers', {}, { owner: ada }),
        document('his', {}, { owner: ben }),
        document('nobodys', {}, { owner: null }),
      ]),
    )
    assert.deepEqual(await found(storage, { owner: ada }), ['hers'])
    assert.deepEqual(await found(storage), ['hers', 'his', 'nobodys'])
  })

  rule('[ST-103] pages of a sort join without holes and repeats', async ({ storage }) => {
    const prices = [5, 1, null, 3, 'text', 3, true, undefined, 2, 3]
    await commit(storage, set(prices.map((price, place) => document(`n${place}`, { price }))))
    for (const sort of [[{ field: 'price' }], [{ field: 'price', order: 'desc' }], []] as DocumentSort[][]) {
      const whole = await storage.read.documents(query({ sort }))
      const pages = [...(await paged(storage, query({ sort, limit: 3 })))]
      assert.deepEqual(idsOf(pages), idsOf(whole))
      assert.equal(pages.length, prices.length)
    }
  })

  rule('[ST-104] what a filter asks for is never read as SQL', async ({ storage }) => {
    const value = `' or 1=1; drop table "document"; --`
    await commit(storage, set([document('odd', { [`a"b]'`]: value }), document('plain', { a: 1 })]))
    const filter: DocumentFilter = { field: `a"b]'`, op: 'eq', value }
    assert.deepEqual(await found(storage, { filter }), ['odd'])
  })

  rule('[ST-105] collections are listed by name, removed ones are not', async ({ storage }) => {
    await commit(storage, set(['notes', 'boards', 'shop', 'gone'].map(collection)))
    await commit(storage, set([removed(collection('gone'))]))
    assert.deepEqual(idsOf(await storage.read.collections({ limit: 2 })), ['boards', 'notes'])
    assert.deepEqual(idsOf(await storage.read.collections({ after: 'notes', limit: 2 })), ['shop'])
  })

  rule('[ST-106] what an older contract made is measured, claimed or not', async ({ storage }) => {
    const made = <K extends 'document' | 'account'>(put: Put<K>, madeBy: string): Put<K> => ({
      ...put,
      columns: { ...put.columns, madeBy },
    })
    const [tea, sofa, gift] = [document('tea', {}), document('sofa', {}), document('gift', {})]
    const [hers, his] = [account('ada'), account('ben')]
    await commit(storage, set([made(tea, 'older'), made(sofa, 'older'), gift, made(hers, 'older')]))
    await commit(storage, set([made(his, 'unclaimed:older'), made(account('cleo'), 'other')]))
    const texts = (await storage.read.rows('account', [ada, ben])).map(({ text }) => text)
    const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
    assert.deepEqual(await storage.read.madeBy('older'), { rows: 4, bytes: 20 + bytes })
    await commit(storage, set([removed(made(tea, 'older'))]))
    assert.deepEqual(await storage.read.madeBy('older'), { rows: 3, bytes: 10 + bytes })
    assert.deepEqual(await storage.read.madeBy('nobody'), { rows: 0, bytes: 0 })
  })
}

/** The names of the documents found, sorted. */
async function found(storage: Storage, asked: Asked = {}): Promise<string[]> {
  const names = ['tea', 'sofa', 'gift', 'other', 'hers', 'his', 'nobodys', 'odd', 'plain']
  const ids = idsOf(await storage.read.documents(query(asked)))
  return names.filter((name) => ids.includes(idOf(name))).sort()
}

async function paged(storage: Storage, first: DocumentQuery) {
  const rows = []
  for (let after = first.after; ; ) {
    const page = await storage.read.documents({ ...first, after })
    const last = page.at(-1)
    if (!last) return rows
    rows.push(...page)
    after = readCursor(cursorOf(documentView(last), first.sort), first.sort)
  }
}
