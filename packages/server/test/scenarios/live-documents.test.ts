import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, storages, world } from '../world.ts'

interface Task {
  title: string
  done: boolean
}

const anyone = { read: 'anyone', create: 'anyone', update: 'anyone', delete: 'anyone' } as const

const titlesIn = ({ chat }: Person): Promise<string[]> =>
  chat
    .collection<Task>('tasks')
    .query({ limit: 200 })
    .then(({ items }) => items.map(({ data }) => `${data.title}${data.done ? ' (done)' : ''}`).sort())

for (const storage of storages) {
  test(`a list is the same for all who look at it, also for who was away (${storage})`, async (t) => {
    const here = await world(t, { people: ['ada', 'ben'], room: 'garden', storage })
    const { ada, ben } = here
    const olga = await here.owner('olga')
    await olga.chat.ask('collection.create', { collection: 'tasks', rules: anyone })
    const adas = ada.chat.collection<Task>('tasks')
    const water = await adas.create({ title: 'water', done: false })
    const weed = await adas.create({ title: 'weed', done: false })

    let shown: string[] = []
    const bens = ben.chat.collection<Task>('tasks')
    bens.on('documents', (documents) => {
      shown = [...documents.values()].map(({ data }) => `${data.title}${data.done ? ' (done)' : ''}`).sort()
    })
    await bens.open()
    assert.deepEqual(shown, ['water', 'weed'])
    await adas.merge(water.id, { done: true })
    await ben.until(() => shown.includes('water (done)'))

    await ben.leaveNetwork()
    await adas.delete(weed.id)
    await adas.create({ title: 'mow', done: false })
    await ben.returnToNetwork()
    await ben.until(() => shown.includes('mow'))
    assert.deepEqual(shown, ['mow', 'water (done)'])
    assert.deepEqual(await titlesIn(ben), shown)
  })
}

test('two who change one document at once: the later one learns it', async (t) => {
  const here = await world(t, { people: ['ada', 'ben'], room: 'garden' })
  const { ada, ben } = here
  const olga = await here.owner('olga')
  await olga.chat.ask('collection.create', { collection: 'tasks', rules: anyone })
  const adas = ada.chat.collection<Task>('tasks')
  const bens = ben.chat.collection<Task>('tasks')
  const { id, version } = await adas.create({ title: 'water', done: false })
  const [first, second] = await Promise.allSettled([
    adas.replace(id, { title: 'water the roses', done: false }, { version }),
    bens.replace(id, { title: 'water the lawn', done: false }, { version }),
  ])
  const outcomes = [first, second]
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const refused = outcomes.find((one) => one.status === 'rejected')
  assert.equal((refused as PromiseRejectedResult).reason.code, 'document.changed')
  assert.notEqual((await adas.get(id)).version, version)
})
