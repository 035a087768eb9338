import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBrowser } from './chromium.ts'
import { until } from './until.ts'
import { message, openWorld } from './web-world.ts'

const browser = openBrowser()

test('emoji are found by what they are called, and put in with the keyboard', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const ada = await world.person('ada', 'Ada')
  const composer = ada.locator('#composer')
  await composer.pressSequentially('it is 10:30 :) :tad')
  await ada.getByRole('listbox', { name: 'Emoji' }).getByRole('option', { name: 'party popper' }).waitFor()
  await ada.keyboard.press('Enter')
  assert.equal(await composer.inputValue(), 'it is 10:30 :) 🎉 ')
  await composer.pressSequentially(':thumbs_')
  await ada.getByRole('option', { name: 'thumbs down' }).waitFor()
  await ada.keyboard.press('ArrowDown')
  await ada.keyboard.press('Tab')
  assert.equal(await composer.inputValue(), 'it is 10:30 :) 🎉 👎 ')
  await composer.pressSequentially(':joy')
  await ada.getByRole('option').first().waitFor()
  await ada.keyboard.type(':')
  assert.equal(await composer.inputValue(), 'it is 10:30 :) 🎉 👎 😂 ')
  for (const [typed, name] of [
    ['smiling_face_with_te', 'smiling face with tear'],
    ['cote_d', 'flag cote d ivoire'],
    ['birthday', 'birthday cake'],
  ] as const) {
    await composer.fill(`:${typed}`)
    await ada.getByRole('option', { name }).waitFor()
  }
  await composer.fill('it is 10:30 :) 🎉 👎 😂 :hea')
  await ada.getByRole('option').first().waitFor()
  await ada.keyboard.press('Escape')
  await ada.getByRole('listbox').waitFor({ state: 'detached' })
  await ada.keyboard.press('Enter')
  await message(ada, 'it is 10:30 :) 🎉 👎 😂 :hea').waitFor()
})

test('code is coloured where its language is named, and stays text whatever stands in it', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const eve = await world.account('eve', 'Eve')
  await world.account('ada', 'Ada')
  const page = await world.signedIn('ada')
  const hostile =
    'const a = "<img src=x onerror=document.title=1>" // </code><script>document.title=1</script>'
  await eve.send('general', `\`\`\`ts\n${hostile}\n\`\`\`\nno. one`)
  await eve.send('general', `\`\`\`xml\n${hostile}\n\`\`\`\nno. two`)
  await eve.send('general', `\`\`\`__proto__\n${hostile}\n\`\`\`\nno. three`)
  await eve.send('general', `\`\`\`\n${hostile}\n\`\`\`\nno. four`)
  const code = (name: string) => message(page, `no. ${name}`).locator('pre code')
  await code('one').locator('.hljs-keyword', { hasText: 'const' }).waitFor()
  for (const name of ['one', 'two', 'three', 'four'])
    assert.equal(await code(name).textContent(), hostile, name)
  for (const name of ['three', 'four']) assert.equal(await code(name).locator('*').count(), 0, name)
  assert.deepEqual(
    await page.evaluate(() => [
      ...new Set([...document.querySelectorAll('pre *')].map((one) => one.localName)),
    ]),
    ['code', 'span'],
  )
  assert.equal(await page.title(), 'General · Hubbub')
})

test('code, a message and the way to a room are taken along, and the page says so', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const ben = await world.account('ben', 'Ben')
  await world.account('ada', 'Ada')
  await ben.send('general', 'look:\n\n```ts\nconst a = 1\n```')
  const page = await world.signedIn('ada', { permissions: ['clipboard-read', 'clipboard-write'] })
  const taken = () => page.evaluate(() => navigator.clipboard.readText())
  await message(page, 'look').hover()
  await message(page, 'look').getByRole('button', { name: 'Copy the code' }).click()
  await page.getByText('Copied.').first().waitFor()
  assert.equal(await taken(), 'const a = 1')
  await message(page, 'look').getByRole('button', { name: 'Copy text' }).click()
  await until('the text is taken along', async () => (await taken()).startsWith('look:'))
  await page.getByRole('button', { name: 'More about this room' }).click()
  await page.getByRole('button', { name: 'Copy the link' }).click()
  await until('the way is taken along', async () => (await taken()) === `${world.url}/c/rooms/general`)
  await page.evaluate(() =>
    Object.defineProperty(navigator.clipboard, 'writeText', { value: () => Promise.reject(new Error()) }),
  )
  await message(page, 'look').hover()
  await message(page, 'look').getByRole('button', { name: 'Copy text' }).click()
  await page.getByText('This browser did not let it be copied.').waitFor()
})
