import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ContractDescription } from '../door.ts'
import { answer, listOf, object, objectId, ref, text } from '../shapes.ts'
import { describedBy } from './described.ts'
import { undescribed } from './undescribed.ts'

const id = '65f1a0b2c3d4e5f601234567'
const description: ContractDescription = {
  ...undescribed,
  shapes: { Ship: object({ id: objectId, name: text, 'captain?': text }) },
  routes: [
    {
      method: 'GET',
      paths: ['/ships/:id'],
      summary: 'A ship.',
      needs: 'nothing',
      answers: [answer(200, 'found', ref('Ship'), { id, name: 'Elsa' }), answer(204, 'sunk')],
    },
  ],
  refusals: [answer(404, 'not found', object({ message: text }), { message: 'no' })],
  events: [
    {
      name: 'moored',
      from: 'server',
      namespaces: ['/'],
      summary: 'Ships moored.',
      payload: listOf(ref('Ship')),
      example: [{ id, name: 7 }],
    },
  ],
}
const documents = describedBy(description)

test('what is as described has no fault', () => {
  const ship = JSON.stringify({ id, name: 'Elsa', captain: 'Ada' })
  assert.equal(documents.answer('GET /ships/:id', 200, ship), undefined)
  assert.equal(documents.answer('GET /ships/:id', 204, ''), undefined)
  assert.equal(documents.answer('GET /ships/:id', 404, '{"message":"no"}'), undefined)
  assert.equal(documents.refusal('GET', '/ships/1/', 404, '{"message":"no"}'), undefined)
  assert.equal(documents.event('moored', [{ id, name: 'Elsa' }]), undefined)
})

test('other statuses, bodies, routes and events have one, and so have wrong examples', () => {
  const faults = [
    documents.answer('GET /ships', 200, '[]'),
    documents.answer('GET /ships/:id', 201, '{}'),
    documents.answer('GET /ships/:id', 200, ''),
    documents.answer('GET /ships/:id', 204, '{}'),
    documents.answer('GET /ships/:id', 200, JSON.stringify({ id })),
    documents.answer('GET /ships/:id', 200, JSON.stringify({ id, name: 'Elsa', password: 'x' })),
    documents.answer('GET /ships/:id', 200, JSON.stringify({ id: 'x', name: 'Elsa' })),
    documents.refusal('POST', '/ships/1', 200, JSON.stringify({ id, name: 'Elsa' })),
    documents.refusal('GET', '/ships/1', 404, '{"detail":"no"}'),
    documents.event('sailed', []),
    documents.event('moored', { id, name: 'Elsa' }),
  ]
  for (const [place, fault] of faults.entries()) assert.equal(typeof fault, 'string', `number ${place}`)
  assert.equal(documents.examples().length, 1)
})
