import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ErrorCode, errors } from '@hubbub/protocol'
import { replyError } from './errors.ts'
import { userOf } from './translate.ts'

const problem = (code: ErrorCode, detail?: string) => ({
  type: '',
  title: errors[code].title,
  status: errors[code].status,
  code,
  ...(detail === undefined ? {} : { detail }),
})

test('what goes wrong inside is told without a word of it', () => {
  for (const [code, status] of [
    ['internal', 500],
    ['unavailable', 503],
    ['busy', 503],
    ['query.too-slow', 503],
  ] as const) {
    const answer = replyError(problem(code, 'SQLITE_IOERR in /var/lib/hubbub'))
    assert.deepEqual(answer, { status, body: { message: 'Internal server error' } })
  }
})

test('every refusal there is has words here', () => {
  for (const code of Object.keys(errors) as ErrorCode[]) {
    const { status, body } = replyError(problem(code))
    assert.ok(status >= 400 && status < 600)
    assert.ok((body as { message: string }).message.length > 0, code)
  }
})

test('a document with a string name and email is a user, and nothing else is', () => {
  const id = '0123456789abcdef01234567'
  const user = { name: 'Ada', email: 'a@b' }
  assert.deepEqual(userOf({ id, data: { ...user, id: 'x', note: 1 } }), { id, ...user })
  for (const data of [{}, { name: 'Ada' }, { ...user, name: null }, { ...user, email: ['a@b'] }])
    assert.equal(userOf({ id, data }), undefined)
})
