import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBrowser } from './chromium.ts'
import { message, openWorld, signIn, write } from './web-world.ts'

const browser = openBrowser()

test('a message is changed with the same suggestions and keys as it was written with', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const ben = await world.person('ben', 'Ben Okri')
  const ada = await world.person('ada', 'Ada')
  await write(ada, 'ask somebody')
  await message(ben, 'ask somebody').waitFor()
  await ada.locator('article:not(.is-queued, .is-sending, .is-sent)', { hasText: 'ask somebody' }).waitFor()
  const edit = ada.getByRole('textbox', { name: 'Edit' })
  await ada.locator('#composer').press('ArrowUp')
  await edit.fill('ask ')
  await edit.pressSequentially('@ok')
  await ada.getByRole('option', { name: 'Ben Okri @ben' }).waitFor()
  await ada.keyboard.press('Escape')
  await ada.getByRole('listbox').waitFor({ state: 'detached' })
  await edit.fill('ask ')
  await edit.pressSequentially('@ok')
  await ada.getByRole('option', { name: 'Ben Okri @ben' }).waitFor()
  await ada.keyboard.press('Enter')
  assert.equal(await edit.inputValue(), 'ask @ben ')
  await edit.pressSequentially(':tad')
  await ada.getByRole('listbox', { name: 'Emoji' }).getByRole('option', { name: 'party popper' }).waitFor()
  const [list, box] = [ada.getByRole('listbox'), edit]
  const [above, field] = [await list.boundingBox(), await box.boundingBox()]
  assert.ok(above && field && above.y >= 52 && above.y + above.height <= field.y + 4, 'above, and in sight')
  assert.equal(
    await edit.getAttribute('aria-activedescendant'),
    await ada.getByRole('option', { selected: true }).getAttribute('id'),
  )
  await ada.keyboard.press('Tab')
  await ada.keyboard.press('Shift+Enter')
  await ada.keyboard.type('or cleo')
  await ada.keyboard.press('Enter')
  await ben.locator('.names-me .mention.is-me', { hasText: '@ben' }).waitFor()
  await message(ben, 'ask @ben 🎉').getByText('or cleo').waitFor()
  await edit.waitFor({ state: 'detached' })
  assert.equal(await ada.locator('#composer').evaluate((one) => one === document.activeElement), true)
})

test('what is suggested for a message far up is shown below it, over the rows there', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  await world.account('ben', 'Ben Okri')
  const ada = await world.account('ada', 'Ada')
  for (let n = 0; n < 30; n += 1) await ada.send('general', `line ${n}\n\nand more of it`)
  await ada.send('general', 'the end\n\n'.repeat(20))
  const page = await world.visitor()
  await signIn(page, world.url, 'ada')
  await page.locator('#composer').press('Shift+Tab')
  await page.keyboard.press('ArrowUp')
  await message(page, 'line 25').hover()
  await message(page, 'line 25').getByRole('button', { name: 'Edit' }).click()
  const edit = page.getByRole('textbox', { name: 'Edit' })
  await edit.evaluate((field) => {
    const list = document.querySelector('.list-scroller')
    list?.scrollBy(0, field.getBoundingClientRect().top - list.getBoundingClientRect().top - 40)
  })
  await edit.pressSequentially(' @')
  const option = page.getByRole('option').first()
  await option.waitFor()
  const isOnTop = await option.evaluate((one) => {
    const { left, top: above, width, height } = one.getBoundingClientRect()
    return one.contains(document.elementFromPoint(left + width / 2, above + height / 2))
  })
  assert.ok(isOnTop, 'nothing lies over what is suggested')
  const list = await page.getByRole('listbox').boundingBox()
  const field = await edit.boundingBox()
  assert.ok(list && field && list.y >= field.y + field.height)
})
