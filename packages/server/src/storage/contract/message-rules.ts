import assert from 'node:assert/strict'
import type { MessagePlace, MessageScan, Storage } from '../../core/ports/store.ts'
import type { Rule } from './given.ts'
import { commit, seqsOf } from './outcomes.ts'
import { ada, ben, cleo, idOf, inbox, mention, message, removed, set } from './rows-to-write.ts'

const lounge = idOf('lounge')

export function messageRules(rule: Rule): void {
  rule('[ST-70] history is read before, after and around a number, oldest first', async ({ storage }) => {
    await commit(storage, set(tenMessages()))
    await commit(storage, set([message('elsewhere', { room: 'garden' })]))
    const places: [MessagePlace, number[]][] = [
      [{ before: 8, limit: 3 }, [5, 6, 7]],
      [{ before: 3, limit: 9 }, [1, 2]],
      [{ before: 99, limit: 2 }, [9, 10]],
      [{ before: 1, limit: 2 }, []],
      [{ after: 0, limit: 3 }, [1, 2, 3]],
      [{ after: 8, limit: 9 }, [9, 10]],
      [{ after: 10, limit: 9 }, []],
      [{ around: 5, limit: 5 }, [3, 4, 5, 6, 7]],
      [{ around: 5, limit: 4 }, [3, 4, 5, 6]],
      [{ around: 5, limit: 1 }, [5]],
      [{ around: 1, limit: 5 }, [1, 2, 3]],
      [{ around: 10, limit: 5 }, [8, 9, 10]],
    ]
    for (const [place, expected] of places) {
      assert.deepEqual(seqsOf(await storage.read.messages(lounge, place)), expected, JSON.stringify(place))
      const { items, first, last, authors } = await storage.read.history(lounge, place)
      const shown: { seq: number }[] = JSON.parse(`[${items}]`)
      assert.deepEqual(
        shown.map(({ seq }) => seq),
        expected,
        `history ${JSON.stringify(place)}`,
      )
      assert.deepEqual([first, last], [expected[0], expected.at(-1)])
      assert.deepEqual(authors, expected.length === 0 ? [] : [ada])
    }
  })

  rule('[ST-71] a deleted message keeps its place in the history', async ({ storage }) => {
    await commit(storage, set(tenMessages()))
    await commit(storage, set([removed(message('m4'))]))
    const rows = await storage.read.messages(lounge, { around: 4, limit: 3 })
    assert.deepEqual(seqsOf(rows), [3, 4, 5])
    assert.deepEqual(
      rows.map((row) => row.removed),
      [false, true, false],
    )
  })

  rule('[ST-114] a scan finds a text literally, but for the case of A to Z', async ({ storage }) => {
    const texts = ['100% Tea_time', 'TEA TIME', 'Äpfel', 'äpfel und "tea"\n\\', 'gone tea', 'a.b', 'axb']
    const some = texts.map((text, place) => message(`s${place}`, { text, author: place % 2 ? ben : ada }))
    await commit(storage, set(some))
    await commit(storage, set([message('other room', { room: 'garden', text: 'tea' })]))
    await commit(storage, set([removed(some[4] ?? message('s4'))]))
    const found = async (contains: string, more: Partial<MessageScan> = {}) =>
      seqsOf(await storage.read.scan(lounge, { after: 0, to: 99, contains, ...more }))
    assert.deepEqual(await found('tea'), [1, 2, 4])
    assert.deepEqual(await found('TEA_'), [1])
    assert.deepEqual(await found('%'), [1])
    assert.deepEqual(await found('a.b'), [6])
    assert.deepEqual(await found('äp'), [4])
    assert.deepEqual(await found('"tea"\n\\'), [4])
    assert.deepEqual(await found('{'), [])
    assert.deepEqual(await found(''), [1, 2, 3, 4, 6, 7])
    assert.deepEqual(await found('tea', { author: ben }), [2, 4])
    assert.deepEqual(await found('tea', { after: 1, to: 3 }), [2])
    assert.deepEqual(await found('', { after: 7, to: 9 }), [])
  })

  rule(
    '[ST-72] unread is what others wrote after the read position and did not delete',
    async ({ storage }) => {
      await commit(storage, set(tenMessages(ben)))
      await commit(storage, set([message('mine', { author: ada }), message('another', { author: cleo })]))
      assert.deepEqual(await unread(storage, ada), { unread: 11, mentions: 0 })
      await commit(storage, set([inbox('lounge', ada, 8)]))
      assert.deepEqual(await unread(storage, ada), { unread: 3, mentions: 0 })
      await commit(storage, set([removed(message('m9'))]))
      assert.deepEqual(await unread(storage, ada), { unread: 2, mentions: 0 })
      assert.deepEqual(await unread(storage, ben), { unread: 2, mentions: 0 })
    },
  )

  rule('[ST-73] mentions count messages that name the account or all, each once', async ({ storage }) => {
    const both = message('both', { author: ben, all: true })
    const byName = message('by name', { author: ben })
    const byAll = message('by all', { author: ben, all: true })
    const own = message('own', { author: ada, all: true })
    const gone = message('gone', { author: ben, all: true })
    await commit(storage, set([message('early', { author: ben, all: true })]))
    await commit(storage, set([inbox('lounge', ada, 1)]))
    for (const one of [both, byName]) await commit(storage, set([one, mention(one, ada), mention(one, cleo)]))
    for (const one of [byAll, own, gone]) await commit(storage, set([one]))
    await commit(storage, set([removed(gone)]))
    assert.deepEqual(await unread(storage, ada), { unread: 3, mentions: 3 })
    assert.deepEqual(await unread(storage, ben), { unread: 1, mentions: 1 })
    await commit(storage, set([removed(byName), removed(mention(byName, ada))]))
    assert.deepEqual(await unread(storage, ada), { unread: 2, mentions: 2 })
  })

  rule('[ST-74] counts stop at 100', async ({ storage }) => {
    for (let round = 0; round < 4; round++) {
      const some = Array.from({ length: 30 }, (_, place) =>
        message(`${round} ${place}`, { author: ben, all: round > 0 }),
      )
      await commit(storage, set(some))
    }
    assert.deepEqual(await unread(storage, ada), { unread: 100, mentions: 90 })
    const named = Array.from({ length: 20 }, (_, place) => message(`n${place}`, { author: ben }))
    for (const one of named) await commit(storage, set([one, mention(one, ada)]))
    assert.deepEqual(await unread(storage, ada), { unread: 100, mentions: 100 })
  })

  rule('[ST-75] every room asked for is counted, also an empty one', async ({ storage }) => {
    await commit(storage, set([message('hello', { room: 'garden', author: ben })]))
    const counts = await storage.read.unread(ada, [lounge, idOf('garden')])
    assert.deepEqual(
      counts,
      new Map([
        [lounge, { unread: 0, mentions: 0 }],
        [idOf('garden'), { unread: 1, mentions: 0 }],
      ]),
    )
  })
}

const tenMessages = (author = ada) =>
  Array.from({ length: 10 }, (_, place) => message(`m${place + 1}`, { author }))

async function unread(storage: Storage, account: string) {
  return (await storage.read.unread(account, [lounge])).get(lounge)
}
