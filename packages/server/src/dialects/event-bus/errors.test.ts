import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ErrorCode, errors } from '@hubbub/protocol'
import { replyError, socketError } from './errors.ts'

const problem = (code: ErrorCode, detail?: string) => ({
  type: '',
  title: errors[code].title,
  status: errors[code].status,
  code,
  ...(detail === undefined ? {} : { detail }),
})

test('what goes wrong inside is told without a word of it', () => {
  const failed = problem('internal', 'SQLITE_IOERR in /var/lib/hubbub')
  assert.deepEqual(replyError(failed), {
    status: 500,
    body: { success: false, message: 'Failed to fetch events' },
  })
  const words = { success: false, type: 'FETCH', message: 'The request failed' }
  assert.deepEqual(socketError(failed, 'FETCH', {}), words)
})

test('an error names the operation that was asked for, as far as one can tell', () => {
  const type = (event: string, payload?: unknown) =>
    (socketError(problem('rate.limited'), event, payload) as { type: unknown }).type
  assert.equal(type('CREATE'), 'CREATE')
  assert.equal(type('CREATE', { type: 'DELETE' }), 'CREATE')
  assert.equal(type('event', { type: 'DELETE' }), 'DELETE')
  for (const payload of [undefined, null, {}, { type: 'x' }, { type: 7 }, [{ type: 'DELETE' }]])
    assert.equal(type('event', payload), null)
})

test('every refusal there is has words here', () => {
  for (const code of Object.keys(errors) as ErrorCode[]) {
    const { message } = socketError(problem(code), 'CREATE', {}) as { message: string }
    assert.ok(message.length > 0, code)
    assert.equal((replyError(problem(code)).body as { success: boolean }).success, false)
  }
})
