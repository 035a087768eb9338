import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBrowser } from './chromium.ts'
import { message, openRoom, openWorld, signIn } from './web-world.ts'

const browser = openBrowser()

/** What attackers write; the number stands in each, so that its message can be found again. */
const texts = [
  '<script>document.title="taken"</script> 1',
  '<img src=x onerror=document.title="taken"> 2',
  '<svg onload=document.title="taken"> 3',
  '<iframe srcdoc="<script>parent.document.title=1</script>"></iframe> 4',
  '<details open ontoggle=document.title="taken">x</details> 5',
  '[click](javascript:document.title="taken") 6',
  '[click](JaVaScRiPt:document.title="taken") 7',
  '[click](java\nscript:document.title="taken") 8',
  '[click](data:text/html,<script>1</script>) 9',
  '[click](vbscript:msgbox) 10',
  '![a](x"onerror="document.title=`taken`) 11',
  '[a](http://x.example "t\\" onmouseover=document.title=`taken`") 12',
  'http://a.example/"onmouseover="document.title=1 13',
  'www.a.example<b>bold</b> 14',
  'http://a.example/%22%3E%3Cscript%3E 15',
  '<noscript><p title="</noscript><img src=x onerror=document.title=1>"> 16',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=document.title=1&gt;"> 17',
  '<a style="position:fixed;inset:0">cover</a> 18',
  '<style>*{display:none}</style> 19',
  '<form id=config><input name=token></form> <a id=location name=cookie> 20',
  '![pixel](https://tracker.example/pixel.png) 21',
  '<https://a.example/?q=<script>> 22',
  '[x]: javascript:alert(1)\n\n[x] 23',
  '[a](\u0001javascript:document.title=1) 24',
  '[a](&#106;avascript:document.title=1) 25',
  '`<img src=x onerror=document.title=1>` 26',
  '```html\n<script>document.title=1</script>\n``` \n 27',
  '| <img src=x onerror=document.title=1> | b |\n|---|---|\n| [c](javascript:1) | d |\n\n28',
]

test('whatever is written becomes text, and links to harmless addresses', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const eve = await world.account('eve', '<svg onload=document.title="taken">')
  await world.account('ada', 'Ada')
  const page = await world.visitor({ viewport: { width: 1280, height: 4_000 } })
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await signIn(page, world.url, 'ada')
  for (const text of texts) await eve.send('general', text)
  await message(page, '28').last().waitFor()
  const found = await page.evaluate(() => ({
    title: document.title,
    elements: [...document.querySelectorAll('.text *:not(.code-block > button, .code-block > button *)')].map(
      ({ localName }) => localName,
    ),
    attributes: [
      ...document.querySelectorAll('.text *:not(.code-block > button, .code-block > button *)'),
    ].flatMap((element) => element.getAttributeNames()),
    hrefs: [...document.querySelectorAll('.text a')].map((link) => link.getAttribute('href')),
    rels: [...document.querySelectorAll('.text a')].map((link) => link.getAttribute('rel')),
    ids: [...document.querySelectorAll('.list [id], .list [name]')].length,
  }))
  assert.equal(found.title, 'General · Hubbub')
  const harmless = [
    'p',
    'a',
    'code',
    'pre',
    'br',
    'strong',
    'em',
    'span',
    'div',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
  ]
  assert.deepEqual(
    [...new Set(found.elements)].filter((name) => !harmless.includes(name)),
    [],
  )
  const plain = ['href', 'title', 'target', 'rel', 'dir', 'class', 'tabindex', 'scope']
  assert.deepEqual(
    [...new Set(found.attributes)].filter((name) => !plain.includes(name)),
    [],
  )
  assert.ok(found.hrefs.length > 4, 'some of it is links')
  for (const href of found.hrefs) assert.match(href ?? '', /^https?:\/\/[a-z.]+\.example\//)
  assert.ok(found.rels.every((rel) => rel?.includes('noopener')))
  assert.equal(found.ids, 0)
  assert.deepEqual(
    asked.filter((url) => !url.startsWith(world.url)),
    [],
    'nothing was asked of anybody else',
  )
})

test('a hostile name stays text wherever names stand', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const name = '<img src=x onerror=document.title=1>'
  const eve = await world.person('eve', name)
  const ada = await world.account('ada', 'Ada')
  const page = await world.signedIn('ada')
  await page.getByRole('button', { name: /\d members?$/ }).click()
  await page.getByRole('complementary').getByText(name).waitFor()
  await eve.locator('#composer').pressSequentially('x')
  await page.locator('.typing', { hasText: name }).waitFor()
  await page.locator('#composer').pressSequentially('@ev')
  await page.getByRole('option', { name }).waitFor()
  const api = await world.account('mallory', name)
  await api.ask('POST', '/v1/rooms', { type: 'private', name, topic: name, members: [ada.id] })
  await openRoom(page, name)
  await page.locator('.room-topic', { hasText: name }).waitFor()
  assert.equal(await page.locator('img').count(), 0)
  assert.equal(await page.title(), `${name} · Hubbub`)
})

test('what nobody writes by hand is shown as it is, and the page stays quick', async (t) => {
  const world = await openWorld(t, browser)
  await world.owner('Olga')
  const eve = await world.account('eve', 'Eve')
  await world.account('ada', 'Ada')
  const page = await world.signedIn('ada')
  const towers = [
    '>',
    '- ',
    '*',
    '[',
    '`',
    '_',
    '~',
    '<',
    '![',
    '**a ',
    '[a](',
    '| ',
    '&',
    '1. ',
    '\\',
    '> - ',
  ]
  for (const part of towers) await eve.send('general', part.repeat(Math.floor(15_000 / part.length)))
  await eve.send('general', 'and still here')
  await message(page, 'and still here').waitFor()
  assert.equal(await page.evaluate(() => document.title), 'General · Hubbub')
})
