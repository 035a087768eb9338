import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureConversation } from './budgets/conversation.ts'
import { fillRoom } from './budgets/fill-room.ts'
import { openBrowser } from './chromium.ts'
import { openRoom, openWorld } from './web-world.ts'

const browser = openBrowser()

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 320, height: 640 },
])
  test(`nothing moves by itself while people talk, ${viewport.width} pixels wide`, async (t) => {
    const world = await openWorld(t, browser)
    await world.owner('Olga')
    const writer = await world.account('ben', 'Ben')
    const ada = await world.account('ada', 'Ada')
    const room = await fillRoom(writer, [ada.id], 50)
    await ada.ask('PUT', `/v1/rooms/${room}/read`, { seq: 50 })
    const [page, desk] = [await world.signedIn('ada', { viewport }), await world.signedIn('ben')]
    for (const one of [page, desk]) {
      await openRoom(one, 'Long')
      await one.locator('article').last().waitFor()
    }
    const lines = await measureConversation({ page, desk, wire: world.wire, room, writer })
    for (const { name, value, budget } of lines) assert.ok(value <= budget, `${name}: ${value}`)
  })
