import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, type Place, storages, world } from '../world.ts'

const story = (person: Person, place: Place): string[] =>
  person.eventsIn(place).flatMap((one) => {
    if (one.name !== 'message' && one.name !== 'edit' && one.name !== 'delete') return []
    return `${one.name} ${one.payload.seq}: ${one.payload.text}`
  })

for (const storage of storages) {
  test(`edits and deletions reach those who are there one by one (${storage})`, async (t) => {
    const { ada, ben, garden, quiet } = await world(t, { people: ['ada', 'ben'], room: 'garden', storage })
    const first = await ada.say(garden, 'Good mroning')
    const second = await ada.say(garden, 'oops')
    const edited = await ada.chat.room(garden.id).edit(first.id, 'Good morning')
    const deleted = await ada.chat.room(garden.id).delete(second.id)
    await quiet()
    assert.ok(edited.editedAt && edited.editedAt >= edited.createdAt)
    assert.deepEqual([deleted.deleted, deleted.text, deleted.seq], [true, '', 2])
    const told = ['message 1: Good mroning', 'message 2: oops', 'edit 1: Good morning', 'delete 2: ']
    assert.deepEqual(story(ben, garden), told)
    assert.deepEqual(story(ada, garden), told)
  })

  test(`who was away is told how things stand now, each once (${storage})`, async (t) => {
    const { ada, ben, garden } = await world(t, { people: ['ada', 'ben'], room: 'garden', storage })
    const room = ada.chat.room(garden.id)
    const known = await ada.say(garden, 'known')
    const doomed = await ada.say(garden, 'doomed')
    await ben.quiet()
    await ben.leaveNetwork()
    await room.edit(known.id, 'known, once')
    await room.edit(known.id, 'known, twice')
    await room.delete(doomed.id)
    const fresh = await ada.say(garden, 'fresh')
    await room.edit(fresh.id, 'fresh, edited')
    const gone = await ada.say(garden, 'gone before you saw it')
    await room.delete(gone.id)
    await ben.returnToNetwork()
    assert.deepEqual(story(ben, garden), [
      'message 1: known',
      'message 2: doomed',
      'edit 1: known, twice',
      'delete 2: ',
      'message 3: fresh, edited',
      'delete 4: ',
    ])
    const { items } = await ben.chat.room(garden.id).history()
    assert.deepEqual(
      items.map(({ seq, text, deleted }) => [seq, text, deleted]),
      [
        [1, 'known, twice', false],
        [2, '', true],
        [3, 'fresh, edited', false],
        [4, '', true],
      ],
    )
  })
}

test('only who wrote it edits it; a moderator may delete it', async (t) => {
  const { ada, ben, cleo, garden } = await world(t, { people: ['ada', 'ben', 'cleo'], room: 'garden' })
  const said = await ben.say(garden, 'mine')
  await assert.rejects(ada.chat.room(garden.id).edit(said.id, 'not mine'), { code: 'access.denied' })
  await assert.rejects(cleo.chat.room(garden.id).delete(said.id), { code: 'access.denied' })
  assert.equal((await ada.chat.room(garden.id).delete(said.id)).deleted, true)
})
