import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusalOfFramework, type Zone, zoneOf } from './reply-problem.ts'

const zone = (prefix: string): Zone => ({ prefix, origins: 'own', reply: () => ({ status: 400, body: {} }) })
const zones = [zone('/api/user'), zone('/api/users')]

test('a zone is whole segments of a path', () => {
  assert.equal(zoneOf(zones, '/api/user')?.prefix, '/api/user')
  assert.equal(zoneOf(zones, '/api/user/login?next=/api/users')?.prefix, '/api/user')
  assert.equal(zoneOf(zones, '/api/users/1')?.prefix, '/api/users')
  for (const url of ['/api/userx', '/api', '/v1/api/user', '/?/api/user'])
    assert.equal(zoneOf(zones, url), undefined)
})

test('what the framework refuses has a code of ours; what it did not foresee is a failure', () => {
  const of = (code: string, statusCode?: number) =>
    refusalOfFramework(Object.assign(new Error(), { code, statusCode }))
  assert.equal(of('FST_ERR_CTP_BODY_TOO_LARGE', 413)?.code, 'request.too-large')
  assert.equal(of('FST_ERR_BAD_URL', 400)?.code, 'request.not-found')
  assert.equal(of('ECONNRESET', 400)?.code, 'request.malformed')
  assert.equal(refusalOfFramework(new TypeError('bug')), undefined)
})
