import assert from 'node:assert/strict'
import { roomFeed, userFeed } from '../../core/feeds/feed-ids.ts'
import type { Rule } from './given.ts'
import { commit } from './outcomes.ts'
import {
  account,
  ada,
  ben,
  document,
  idOf,
  inbox,
  member,
  mention,
  message,
  removed,
  set,
} from './rows-to-write.ts'

const texts = {
  'every plane of Unicode': '\u{10FFFF} \u{1F600} \uFFFF \uFF21 \u00e9 e\u0301 \u05d0 \u202e',
  'what JSON escapes': '"\\/\b\f\n\r\t\u0001\u007f\u2028\u2029',
  'what SQL escapes': `'; drop table "message"; -- %_ $1 ?`,
  'numbers as they are written': '1.0 -0 1e400 00',
  'a long text': 'long '.repeat(13_000),
}

export function rowRules(rule: Rule): void {
  rule('[ST-20] a row keeps its birth when it changes', async ({ storage }) => {
    await commit(storage, set([message('hello')]))
    const { rows } = await commit(storage, set([message('hello', { text: 'edited', fresh: false })]))
    assert.deepEqual([rows[0]?.version, rows[0]?.born, rows[0]?.seq], [2, 1, 1])
  })

  rule('[ST-21] a row put again after its removal is born again', async ({ storage }) => {
    const ben_ = member('lounge', ben)
    await commit(storage, set([ben_]))
    await commit(storage, set([removed(ben_)]))
    await commit(storage, set([ben_]))
    const row = await storage.read.row('member', ben_.id)
    assert.deepEqual([row?.version, row?.born, row?.removed, row?.removedAt], [3, 3, false, null])
  })

  rule(
    '[ST-22] a removed row is a tombstone: its text and columns, no longer standing',
    async ({ storage }) => {
      await commit(storage, set([message('hello')]))
      const { rows } = await commit(storage, set([removed(message('hello'), 4_711)]))
      const row = await storage.read.message(idOf('hello'))
      assert.deepEqual(row, rows[0])
      assert.deepEqual([row?.removed, row?.removedAt, row?.version, row?.born], [true, 4_711, 2, 1])
      assert.equal(row?.columns.author, ada)
      assert.equal(
        row?.text,
        `{"kind":"message","version":2,"born":1,"seq":1,"removed":true,"id":"${idOf('hello')}"}`,
      )
      assert.equal(await storage.read.row('message', idOf('hello')), undefined)
      assert.deepEqual(await storage.read.rows('message', [idOf('hello')]), [])
    },
  )

  rule(
    '[ST-23] a fill stands in text and column, as the whole set leaves the number',
    async ({ storage }) => {
      await commit(storage, set([message('earlier')]))
      const hello = message('hello')
      const readNow = { ...inbox('lounge', ben, 0), fill: { as: 'readSeq' as const, from: hello.feed } }
      await commit(storage, set([mention(hello, ben), readNow, hello]))
      const [row] = await storage.read.mentionsOf(hello.id)
      assert.equal(row?.columns.seq, 2)
      assert.match(row?.text ?? '', /^\{"kind":"mention","version":1,"born":1,"seq":2,"id"/)
      const kept = await storage.read.row('inbox', readNow.id)
      assert.equal(kept?.columns.readSeq, 2)
      assert.match(kept?.text ?? '', /"readSeq":2,/)
    },
  )

  for (const [what, text] of Object.entries(texts)) {
    rule(`[ST-24] texts come back byte for byte: ${what}`, async ({ storage, reopen }) => {
      const note = document('note', { text })
      const { rows } = await commit(storage, set([note]))
      const again = await reopen()
      const found = await again.read.row('document', note.id)
      assert.equal(found?.text, `{"kind":"document","version":1,"born":1,${note.text.slice(1)}`)
      assert.equal(found?.text, rows[0]?.text)
    })
  }

  rule('[ST-25] columns come back as they were, empty ones too', async ({ storage }) => {
    const put = account('ada', 'owner')
    const { rows } = await commit(storage, set([put]))
    assert.deepEqual(rows[0]?.columns, put.columns)
    assert.deepEqual(await storage.read.row('account', ada), rows[0])
  })

  rule('[ST-26] an empty object is a text too', async ({ storage }) => {
    const fact = { op: 'put', kind: 'fact', id: 'setup', feed: 'server', columns: {}, text: '{}' } as const
    await commit(storage, set([fact]))
    assert.equal((await storage.read.row('fact', 'setup'))?.text, '{"kind":"fact","version":1,"born":1}')
  })

  rule('[ST-27] the same id may stand in several kinds', async ({ storage }) => {
    await commit(storage, set([account('ada'), message('ada')]))
    assert.equal((await storage.read.row('account', ada))?.feed, userFeed(ada))
    assert.equal((await storage.read.row('message', ada))?.feed, roomFeed(idOf('lounge')))
  })

  rule('[ST-28] what was handed out is not what is kept', async ({ storage }) => {
    await commit(storage, set([message('hello')]))
    const row = await storage.read.message(idOf('hello'))
    Object.assign(row?.columns ?? {}, { author: ben })
    assert.equal((await storage.read.message(idOf('hello')))?.columns.author, ada)
  })
}
