import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { becomes, clientOf } from '../test/client-of.ts'
import { createEar } from '../test/ear.ts'
import { garden, head, ids, message, profile } from '../test/rows.ts'
import { type ScriptedServer, startScriptedServer } from '../test/scripted-server.ts'
import { type Client, type ClientStorage, memoryStorage, type OutboxEntry } from './index.ts'

/** Two tabs of one browser, which share their storage and have lost the line. */
async function openTabs(
  t: TestContext,
): Promise<{ server: ScriptedServer; storage: ClientStorage; tabs: Client[] }> {
  const server = await startScriptedServer(t)
  server.greeting = { account: ids.ada, heads: [] }
  server.answer('profile.get', () => ({ items: [profile('ada')] }))
  let seq = 0
  server.answer('message.send', ({ text, clientId }) => ({
    message: message(++seq, { text, clientId, author: ids.ada }),
    head: head(garden, seq),
  }))
  const storage = memoryStorage()
  const tabs = [clientOf(t, server, { storage }), clientOf(t, server, { storage })]
  for (const tab of tabs) {
    tab.on('range', () => {})
    await becomes(tab, 'online')
  }
  await server.stop()
  for (const tab of tabs) await becomes(tab, 'reconnecting')
  return { server, storage, tabs }
}

/** Writes without a line; resolves when it is kept. */
async function write(tab: Client, storage: ClientStorage, text: string): Promise<OutboxEntry> {
  void tab
    .room('garden')
    .send(text)
    .catch(() => undefined)
  for (;;) {
    const entry = tab.outbox.entries().find((one) => one.text === text)
    if (entry && (await storage.keys('hubbub:')).some((key) => key.endsWith(entry.clientId))) return entry
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function isBack({ server, tabs }: { server: ScriptedServer; tabs: Client[] }): Promise<void> {
  await server.start()
  for (const tab of tabs) tab.retryNow()
}

test('what was written in a tab that is closed since is sent by the one that stayed', async (t) => {
  const { server, storage, tabs } = await openTabs(t)
  const [closed, stayed] = tabs as [Client, Client]
  const changes = createEar<{ entry: OutboxEntry; gone: boolean }>()
  stayed.outbox.on('change', changes.hear)
  await write(closed, storage, 'before I forget')
  closed.close()
  await isBack({ server, tabs: [stayed] })
  await server.wasAsked('message.send')
  while (!changes.heard.some(({ gone }) => gone)) await changes.count(changes.heard.length + 1)
  assert.deepEqual(
    server.askedFor('message.send').map(({ text }) => text),
    ['before I forget'],
  )
  assert.deepEqual(await storage.keys('hubbub:'), [])
})

test('what was given up in one tab is sent by no other', async (t) => {
  const { server, storage, tabs } = await openTabs(t)
  const [writer] = tabs as [Client, Client]
  const entry = await write(writer, storage, 'better not')
  // Opened while it waits, so it knows of it.
  const reader = clientOf(t, server, { storage })
  await reader.outbox.load()
  assert.equal(reader.outbox.entries().length, 1)
  await writer.outbox.discard(entry.clientId)
  await isBack({ server, tabs: [...tabs, reader] })
  await reader.room('garden').send('something else')
  // Who comes back at the same moment may ask it too, under the same id.
  assert.deepEqual(
    new Set(server.askedFor('message.send').map(({ text }) => text)),
    new Set(['something else']),
  )
  assert.equal(new Set(server.askedFor('message.send').map(({ clientId }) => clientId)).size, 1)
  assert.deepEqual(reader.outbox.entries(), [])
})
