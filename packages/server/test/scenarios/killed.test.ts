import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type Client, createClient } from '@hubbub/client'
import { faultsOf, type History, type Send, type Stored } from '../history-checker.ts'
import { dataFolder, type ServerProcess, startProcess } from '../process-world.ts'
import { type Line, openLine } from '../world/line.ts'
import { password } from '../world.ts'

const isLong = process.env['HUBBUB_TEST_LONG'] === '1'
const cycles = isLong ? 100 : 3
/** Answers between two kills, so that each falls into the middle of a talk. */
const answersPerCycle = 60

const settings = {
  HUBBUB_RATE_REQUESTS: '1000000',
  HUBBUB_RATE_REGISTER: '1000000',
  HUBBUB_BACKUPS: 'off',
  HUBBUB_ARGON2_PASSES: '1',
}

/** A server that is killed and started again, and the clients that only ever see the line to it. */
class Killed {
  readonly history: History = { sends: [], heard: [], stored: [], stays: [], known: [] }
  readonly #t: TestContext
  readonly #folder: string
  #server: ServerProcess
  readonly #lines: Line[] = []
  readonly #clients: Client[] = []
  #moment = 0
  #answers = 0
  #enough: { at: number; resolve: () => void } | undefined

  static async begin(t: TestContext): Promise<Killed> {
    const folder = dataFolder(t)
    return new Killed(t, folder, await startProcess(t, folder, settings))
  }

  private constructor(t: TestContext, folder: string, server: ServerProcess) {
    this.#t = t
    this.#folder = folder
    this.#server = server
    t.after(async () => {
      for (const client of this.#clients) client.close()
      await Promise.all(this.#lines.map((line) => line.close()))
    })
  }

  async kill(): Promise<void> {
    assert.equal(await this.#server.end('SIGKILL'), null)
    this.#server = await startProcess(this.#t, this.#folder, settings)
  }

  async person(username: string): Promise<Client> {
    const line = await openLine(() => Number(new URL(this.#server.url).port))
    const client = createClient({ url: line.url, transports: ['websocket'] })
    this.#lines.push(line)
    this.#clients.push(client)
    await client.register({ username, password })
    return client
  }

  /** Waits until so many more sends were answered. */
  async answered(count: number): Promise<void> {
    await new Promise<void>((resolve) => (this.#enough = { at: this.#answers + count, resolve }))
  }

  /** Writes down one send and its end. */
  async note(author: string, room: string, digest: string, send: () => Promise<{ id: string; seq: number }>) {
    const noted: Send = { author, room, digest, invokedAt: ++this.#moment, end: 'pending', endedAt: Infinity }
    this.history.sends.push(noted)
    try {
      const { id, seq } = await send()
      Object.assign(noted, { end: 'ok', id, seq })
    } catch {
      noted.end = 'unknown'
    }
    noted.endedAt = ++this.#moment
    this.#answers++
    if (this.#enough && this.#answers >= this.#enough.at) this.#enough.resolve()
  }

  /** Writes down everything a reader is handed. */
  listen(reader: string, client: Client, room: string): void {
    client.room(room).on('message', ({ seq, id, text }) => {
      this.history.heard.push({ reader, room, seq, id, digest: text })
    })
    this.history.stays.push({ reader, room, until: Infinity })
  }
}

test(`killed ${cycles} times in the middle of a talk: nothing lost, doubled or turned round, and all go on by themselves`, async (t) => {
  const world = await Killed.begin(t)
  const ada = await world.person('ada')
  const ben = await world.person('ben')
  const cleo = await world.person('cleo')
  const { room } = await ada.ask('room.create', { type: 'public', name: 'Garden' })
  for (const client of [ben, cleo]) await client.room(room.id).join()
  for (const [reader, client] of Object.entries({ ada, ben, cleo })) world.listen(reader, client, room.id)

  const talk = { isOver: false }
  const talking = [
    // Two who wait for each answer, one with three sends under way, one without a way to repeat.
    keepSaying(talk, 1, (text) => world.note('ada', room.id, text, () => ada.room(room.id).send(text))),
    keepSaying(talk, 1, (text) => world.note('ben', room.id, text, () => ben.room(room.id).send(text))),
    keepSaying(talk, 3, (text) => world.note('cleo', room.id, text, () => cleo.room(room.id).send(text))),
    keepSaying(talk, 1, (text) =>
      world.note('ben', room.id, text, async () => {
        const { message } = await ben.ask('message.send', { room: room.id, text: `${text}` })
        return { id: message.id, seq: 'seq' in message ? message.seq : 0 }
      }),
    ),
  ]
  for (let cycle = 0; cycle < cycles; cycle++) {
    await world.answered(answersPerCycle)
    await world.kill()
  }
  await world.answered(answersPerCycle)
  talk.isOver = true
  await Promise.all(talking)

  world.history.stored = await storedIn(ada, room.id)
  await Promise.all([ada, ben, cleo].map((client) => caughtUp(client, world, room.id)))
  assert.deepEqual(faultsOf(world.history), [])
  assert.equal(world.history.heard.length, 3 * world.history.stored.length, 'all heard all of it')
  const unanswered = world.history.sends.filter(({ end }) => end === 'unknown').length
  t.diagnostic(`${world.history.sends.length} sends, ${unanswered} without an answer, ${cycles} kills`)
})

let words = 0

/** Says one thing after another, so many at once, until the talk is over. */
async function keepSaying(
  talk: { isOver: boolean },
  atOnce: number,
  say: (text: string) => Promise<void>,
): Promise<void> {
  const one = async (): Promise<void> => {
    while (!talk.isOver) await say(`word ${++words}`)
  }
  await Promise.all(Array.from({ length: atOnce }, one))
}

/** Everything that is stored, by history pages. */
async function storedIn(client: Client, room: string): Promise<Stored[]> {
  const stored: Stored[] = []
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page = await client.room(room).history({ after, limit: 200 })
    for (const { id, seq, author, text } of page.items)
      stored.push({ room, seq, id, author: author.username, digest: text, now: text })
    after = page.after
  }
  return stored
}

/** Waits until a reader was handed the newest message. */
async function caughtUp(client: Client, { history }: Killed, room: string): Promise<void> {
  const newest = Math.max(...history.stored.map(({ seq }) => seq))
  const page = await client.room(room).history({ limit: 1 })
  assert.equal(page.items.at(-1)?.seq, newest)
}
