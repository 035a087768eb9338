import assert from 'node:assert/strict'
import type { Message, OutputOf } from '@hubbub/protocol'
import { type Answer, assertDone, assertRefused, resultOf, ways } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import type { Person } from '../../harness/target.ts'
import type { World } from '../../harness/world.ts'

type Sent = OutputOf<'message.send'>

const rounds = 20
const everyRound = Array.from({ length: rounds }, (_, round) => round)

/** Over one way, then the other. */
const wayOf = (place: number) => ways[place % 2] ?? 'rest'

const sentBy = (answers: readonly Answer[]): Message[] =>
  answers.filter(({ code }) => code === undefined).map((answer) => resultOf<Sent>(answer).message as Message)

async function openRoom({ target, ada, mona }: World, name: string): Promise<string> {
  const { room } = await target.must(ada, 'room.create', { type: 'private', name, members: [mona.id] })
  return room.id
}

/** Mona says ten things at once while something happens to the room; gives what came of each. */
async function sayWhile(
  { target, mona }: World,
  room: string,
  act: () => Promise<unknown>,
): Promise<Answer[]> {
  const saying = (place: number) =>
    target.ask(wayOf(place), mona, 'message.send', { room, text: `thing ${place}` })
  const places = Array.from({ length: 10 }, (_, place) => place)
  const [before, , after] = await Promise.all([
    Promise.all(places.slice(0, 5).map(saying)),
    act(),
    Promise.all(places.slice(5).map(saying)),
  ])
  return [...before, ...after]
}

const historyFor = async ({ target }: World, person: Person, room: string): Promise<string[]> =>
  (await target.both(person, 'message.list', { room, limit: 200 })).map((answer) =>
    JSON.stringify(resultOf<OutputOf<'message.list'>>(answer).items),
  )

export const atOnce: readonly Attack<World>[] = [
  {
    ids: ['SEM-01', 'SEM-04'],
    what: 'two bodies under one id, over both ways at once, are one message and refusals',
    writes: true,
    async run(world) {
      const { target, ada } = world
      const room = await openRoom(world, 'One id')
      for (const round of everyRound) {
        const answers = await Promise.all(
          Array.from({ length: 12 }, (_, place) =>
            target.ask(wayOf(place), ada, 'message.send', {
              room,
              text: place % 3 === 0 ? 'this' : 'that',
              clientId: `one-id-${round}`,
            }),
          ),
        )
        const sent = sentBy(answers)
        assert.equal(new Set(sent.map((message) => JSON.stringify(message))).size, 1)
        assert.equal(sent.length, JSON.stringify(sent).includes('"text":"this"') ? 4 : 8)
        for (const answer of answers) if (answer.code) assertRefused(answer, 'idempotency.conflict')
      }
      const { items } = await target.must(ada, 'message.list', { room, limit: 200 })
      assert.deepEqual(
        items.map(({ seq }) => seq),
        everyRound.map((round) => round + 1),
      )
    },
  },
  {
    ids: ['SEM-02'],
    what: 'one id of two people, and of one person in two rooms, are messages of their own or a clear refusal',
    writes: true,
    async run(world) {
      const { target, ada, mona } = world
      const [room, other] = [await openRoom(world, 'Here'), await openRoom(world, 'There')]
      const wish = { room, text: 'mine', clientId: 'the-same-id' }
      const [hers, theirs] = [
        await target.must(ada, 'message.send', wish),
        await target.must(mona, 'message.send', wish),
      ]
      assert.notEqual(hers.message.id, theirs.message.id)
      for (const answer of await target.both(ada, 'message.send', { ...wish, room: other }))
        assertRefused(answer, 'idempotency.conflict')
    },
  },
  {
    ids: ['SEM-13'],
    what: 'edited and deleted at one instant, a message is the same to every reader',
    writes: true,
    async run(world) {
      const { target, ada, mona } = world
      const room = await openRoom(world, 'Edit and delete')
      const client = await target.socketOf(mona)
      for (const round of everyRound) {
        const { message } = await target.must(ada, 'message.send', { room, text: 'as it was' })
        const edit = { message: message.id, text: `as it became ${round}` }
        const [edited, deleted] = await Promise.all([
          target.ask(wayOf(round), ada, 'message.edit', { room, ...edit }),
          target.ask(wayOf(round + 1), ada, 'message.delete', { room, message: message.id }),
        ])
        assertDone(deleted)
        if (edited.code) assertRefused(edited, 'message.not-found')
      }
      const [first, ...others] = [
        ...(await historyFor(world, ada, room)),
        ...(await historyFor(world, mona, room)),
      ]
      for (const one of others) assert.equal(one, first)
      assert.doesNotMatch(first ?? '', /as it/)
      await client.settled()
      const told = client.events
        .filter(({ name, payload }) => name === 'range' && payload['feed'] === `room:${room}`)
        .flatMap(({ payload }) => payload['items'] as { kind: string; id: string; version: number }[])
        .filter(({ kind }) => kind === 'message')
      const last = new Map(told.map((item) => [item.id, item]))
      assert.deepEqual([...last.values()], JSON.parse(first ?? ''))
    },
  },
  {
    ids: ['SEM-17'],
    what: 'nothing is acknowledged that was said after the room was archived',
    writes: true,
    async run(world) {
      const { target, ada } = world
      for (const round of everyRound) {
        const room = await openRoom(world, `Archive ${round}`)
        const answers = await sayWhile(world, room, () => target.must(ada, 'room.archive', { room }))
        const { room: archived } = await target.must(ada, 'room.get', { room })
        for (const { version } of sentBy(answers)) assert.ok(version < archived.version)
        for (const answer of answers) if (answer.code) assertRefused(answer, 'room.archived')
      }
    },
  },
  {
    ids: ['SEM-17'],
    what: 'nothing is acknowledged that somebody said after they were removed',
    writes: true,
    async run(world) {
      const { target, ada, mona } = world
      for (const round of everyRound) {
        const room = await openRoom(world, `Removal ${round}`)
        const client = await target.socketOf(ada)
        const answers = await sayWhile(world, room, () =>
          target.must(ada, 'member.remove', { room, account: mona.id }),
        )
        for (const answer of answers) if (answer.code) assertRefused(answer, 'room.not-found')
        await client.settled()
        const rows = client.events
          .filter(({ name, payload }) => name === 'range' && payload['feed'] === `room:${room}`)
          .flatMap(({ payload }) => payload['items'] as { kind: string; removed?: true; version: number }[])
        const removal = rows.find(({ kind, removed }) => kind === 'member' && removed)
        assert.ok(removal)
        for (const { version } of sentBy(answers)) assert.ok(version < removal.version)
      }
    },
  },
]
