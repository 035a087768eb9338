import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { browserStorage, type ClientStorage, memoryStorage } from './index.ts'
import { fileStorage } from './node.ts'

/** What a browser has of localStorage: keys are its own properties. */
class PageStorage {
  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? String((this as unknown as Record<string, string>)[key]) : null
  }
  setItem(key: string, value: string): void {
    Object.assign(this, { [key]: value })
  }
  removeItem(key: string): void {
    delete (this as unknown as Record<string, string>)[key]
  }
}

async function folderOf(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hubbub-files-'))
  t.after(() => rm(folder, { recursive: true }))
  return folder
}

function inPage(t: TestContext, descriptor: PropertyDescriptor): void {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, ...descriptor })
  t.after(() => {
    if (before) Object.defineProperty(globalThis, 'localStorage', before)
    else Reflect.deleteProperty(globalThis, 'localStorage')
  })
}

const kinds: Record<string, (t: TestContext) => Promise<ClientStorage>> = {
  memory: async () => memoryStorage(),
  files: async (t) => fileStorage(join(await folderOf(t), 'made when needed')),
  'a page': async (t) => {
    inPage(t, { value: new PageStorage() })
    return browserStorage()
  },
}

for (const [kind, open] of Object.entries(kinds)) {
  test(`${kind} keeps values under their keys until they are removed`, async (t) => {
    const storage = await open(t)
    assert.equal(await storage.get('a/b:c'), undefined)
    assert.deepEqual(await storage.keys(''), [])
    await storage.set('a/b:c', 'one')
    await storage.set('a/b:c', 'two')
    await storage.set('other', 'three')
    assert.equal(await storage.get('a/b:c'), 'two')
    assert.deepEqual(await storage.keys('a/'), ['a/b:c'])
    await storage.remove('a/b:c')
    await storage.remove('a/b:c')
    assert.equal(await storage.get('a/b:c'), undefined)
    assert.deepEqual(await storage.keys(''), ['other'])
  })
}

test('files are for their owner alone, and a later life finds them', async (t) => {
  const folder = join(await folderOf(t), 'kept')
  await fileStorage(folder).set('hubbub:http://127.0.0.1:3000:session', 'secret')
  const names = await readdir(folder)
  assert.equal(names.length, 1)
  for (const name of names) assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600)
  assert.equal((await stat(folder)).mode & 0o777, 0o700)
  assert.equal(await fileStorage(folder).get('hubbub:http://127.0.0.1:3000:session'), 'secret')
})

test('what a crash left half written is not found', async (t) => {
  const folder = await folderOf(t)
  const { writeFile } = await import('node:fs/promises')
  await writeFile(join(folder, 'key.json.123.draft'), '{"half')
  assert.deepEqual(await fileStorage(folder).keys(''), [])
})

test('a page that may not store goes on in memory', async (t) => {
  inPage(t, {
    get: () => {
      throw new DOMException('denied', 'SecurityError')
    },
  })
  const storage = browserStorage()
  await storage.set('key', 'value')
  assert.equal(await storage.get('key'), 'value')
})
