import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PasswordsBusy } from './ports/passwords.ts'
import { isExpected, problemOf } from './problem.ts'
import { refuse } from './refusal.ts'

test('a refusal is told with its code, status, title and what was added to it', () => {
  const refusal = refuse('request.invalid', {
    detail: 'One field is wrong.',
    errors: [{ pointer: '/room', detail: 'is missing' }],
  })
  assert.deepEqual(problemOf(refusal, { requestId: 'r-1' }), {
    type: '/docs/errors#request.invalid',
    title: 'The request is not valid',
    status: 400,
    code: 'request.invalid',
    detail: 'One field is wrong.',
    errors: [{ pointer: '/room', detail: 'is missing' }],
    requestId: 'r-1',
  })
})

test('too many passwords at once are told as busy, with the time to wait', () => {
  const problem = problemOf(new PasswordsBusy(3))
  assert.equal(problem.code, 'busy')
  assert.equal(problem.status, 503)
  assert.equal(problem.retryAfter, 3)
})

test('of anything else nothing is told but that it happened', () => {
  const fault = new Error('SELECT failed in /srv/hubbub.db')
  assert.deepEqual(problemOf(fault, { requestId: 'r-2' }), {
    type: '/docs/errors#internal',
    title: 'Something went wrong on the server',
    status: 500,
    code: 'internal',
    requestId: 'r-2',
  })
  assert.equal(problemOf('a thrown text').code, 'internal')
  assert.equal(problemOf(undefined).code, 'internal')
})

test('only what nobody expected is worth a log line', () => {
  assert.equal(isExpected(refuse('room.not-found')), true)
  assert.equal(isExpected(new PasswordsBusy(1)), true)
  assert.equal(isExpected(new TypeError('x is undefined')), false)
})
