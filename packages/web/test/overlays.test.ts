import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { faults } from './axe.ts'
import { openBrowser } from './chromium.ts'
import { overlays } from './overlays.ts'
import { keptTrees } from './tree.ts'
import { openRoom, openWorld } from './web-world.ts'

const browser = openBrowser()
const source = fileURLToPath(new URL('../src/', import.meta.url))

/** What every menu is made of, and the dialog in the place of those that could not be loaded (`not-loaded.test.ts`). */
const elsewhere = ['parts/menu.tsx', 'chat/dialogs/dialog-place.tsx']

test('of everything that opens over a room, a screen reader gets what was kept, and a machine finds no faults', async (t) => {
  const trees = keptTrees()
  const world = await openWorld(t, browser, { HUBBUB_NAME: 'Harbour Studio' })
  const page = await world.owner('Olga')
  const ben = await world.account('ben', 'Ben Okri')
  const ada = await world.account('ada', 'Ada Lovelace')
  const cleo = await world.account('cleo', 'Cleo Ngata')
  await world.account('dan', 'Dan Okafor')
  const { profiles } = await ada.ask('GET', '/v1/rooms/general/members')
  const olga = profiles.find(({ username }: { username: string }) => username === 'olga').id
  const { room } = await ada.ask('POST', '/v1/rooms', {
    name: 'Exhibition',
    handle: 'exhibition',
    type: 'public',
    topic: 'Hall 3',
    members: [ben.id, cleo.id, olga],
  })
  await ada.ask('PUT', `/v1/rooms/${room.id}/members/${olga}/role`, { role: 'owner' })
  await ada.ask('PUT', `/v1/rooms/${room.id}/bans/${ben.id}`)
  await openRoom(page, 'Exhibition')
  await page.getByRole('button', { name: /\d member/ }).click()
  await page.getByRole('complementary').getByText('Ada Lovelace').waitFor()
  for (const { name, open, ready } of overlays) {
    await open(page)
    await page.locator(ready).first().waitFor()
    assert.deepEqual(await faults(page), [], name)
    await trees.same(page.locator('dialog, .menu:popover-open, [role=listbox]').first(), name)
    await page.keyboard.press('Escape')
    await page.locator(ready).first().waitFor({ state: 'hidden' })
  }
  assert.deepEqual(trees.faults, [])
})

test('what opens over a room is looked at by the test above, all of it', () => {
  const opens = /<Dialog\b|<Menu\b|popover="|role="listbox"/
  const sources = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.tsx'),
  )
  const opening = sources.filter((file) => opens.test(readFileSync(join(source, file), 'utf8')))
  assert.deepEqual(opening.sort(), [...new Set([...elsewhere, ...overlays.map(({ file }) => file)])].sort())
})
