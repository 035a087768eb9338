import { mkdir } from 'node:fs/promises'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openBrowser } from '../test/chromium.ts'
import { openWorld } from '../test/web-world.ts'

/** Takes the pictures of the README: `npm run pictures`. Look at them before they are committed. */

const folder = fileURLToPath(new URL('../../../docs/pictures/', import.meta.url))
const browser = openBrowser()

test('a room with people in it', async (t) => {
  await mkdir(folder, { recursive: true })
  const world = await openWorld(t, browser, { HUBBUB_SIGNUP: 'open' })
  const page = await world.owner('Ada Lovelace')
  const ben = await world.account('ben', 'Ben Okri')
  const cleo = await world.account('cleo', 'Cleo Vega')
  const ada = { mentions: await idsOf(ben, 'Ada') }
  await ben.send(
    'general',
    'Good morning! I moved the **reading list** over:\n\n- *Notes on the engine*, by yourself\n- `node:sqlite` and its limits',
  )
  await cleo.send('general', 'Nice. Does it survive a power cut?')
  await ben.send(
    'general',
    'What was acknowledged is on the disk:\n\n```\nawait room.send("hello")  // resolves after the commit\n```',
  )
  await cleo.send('general', '@ada could you open a room for the exhibition?', ada)
  await page.getByText('could you open a room').waitFor()
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.screenshot({ path: `${folder}room${scheme === 'dark' ? '-dark' : ''}.png` })
  }
})

async function idsOf(
  one: { ask(method: string, path: string): Promise<unknown> },
  search: string,
): Promise<string[]> {
  const { items } = (await one.ask('GET', `/v1/directory?search=${search}`)) as { items: { id: string }[] }
  return items.map(({ id }) => id)
}
