import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { test } from 'node:test'
import { becomes, clientOf } from '../test/client-of.ts'
import { openGarden } from '../test/garden.ts'
import { ids, messages } from '../test/rows.ts'
import type { Client } from './index.ts'

test('messages come in a loop, until it is left', async (t) => {
  const server = await openGarden(t)
  const ada = clientOf(t, server)
  const room = ada.room(ids.garden)
  await becomes(ada, 'idle')
  const loop = (async () => {
    const texts: string[] = []
    for await (const { text } of room.messages()) {
      texts.push(text)
      if (texts.length === 3) return texts
    }
    return assert.fail('the loop ended by itself')
  })()
  const visit = await server.visit()
  visit.tell('range', messages(10, 12))
  visit.tell('range', messages(12, 13))
  assert.deepEqual(await loop, ['message 11', 'message 12', 'message 13'])
  assert.equal(room.listeners, 0)
})

for (const [how, end] of [
  ['the signal aborts', (_: Client, controller: AbortController) => controller.abort()],
  ['the client is closed', (ada: Client) => ada.close()],
] as const) {
  test(`a loop over messages ends when ${how}, and leaves no listener behind`, async (t) => {
    const server = await openGarden(t)
    const ada = clientOf(t, server)
    const controller = new AbortController()
    const room = ada.room(ids.garden)
    const loop = (async () => {
      for await (const _ of room.messages({ signal: controller.signal })) assert.fail('nobody spoke')
    })()
    await server.visit()
    end(ada, controller)
    await loop
    assert.equal(room.listeners, 0)
    assert.equal(getEventListeners(controller.signal, 'abort').length, 0)
  })
}
