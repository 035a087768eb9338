import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { ApiError } from '@hubbub/client'
import type { Change, Heard, History, Known, Send } from '../history-checker.ts'
import { deleted } from '../history-checker.ts'
import { dataFolder, type ServerProcess, startProcess } from '../process-world.ts'
import type { Place } from '../world/device.ts'
import { openPerson, password, type Person } from '../world/person.ts'
import { storedRows, wordOf } from './killed-rows.ts'

const settings = {
  HUBBUB_RATE_REQUESTS: '1000000',
  HUBBUB_RATE_REGISTER: '1000000',
  HUBBUB_BACKUPS: 'off',
  HUBBUB_ARGON2_PASSES: '1',
}

/** A server that is killed and started again, and clients that only ever see the line to it and write down what they see. */
export class KilledWorld {
  readonly folder: string
  readonly people: Person[] = []
  readonly #home = new Set<Person>()
  readonly #t: TestContext
  #server: ServerProcess
  #place: Place | undefined
  readonly #sends: Send[] = []
  readonly #changes: Change[] = []
  /** The room's version at which somebody was removed, as the first person heard of it. */
  readonly #removedAt = new Map<string, number>()
  /** The number of the last message before somebody came. */
  readonly #from = new Map<string, number>()
  readonly #mine = new Map<string, { id: string; digest: string }[]>()
  #moment = 0
  #words = 0
  #acknowledged = 0
  #waiting: { at: number; resolve: () => void }[] = []
  isOver = false

  static async begin(t: TestContext): Promise<KilledWorld> {
    const folder = dataFolder(t)
    return new KilledWorld(t, folder, await startProcess(t, folder, settings))
  }

  private constructor(t: TestContext, folder: string, server: ServerProcess) {
    this.#t = t
    this.folder = folder
    this.#server = server
    t.after(async () => {
      for (const person of this.people) if (!this.#home.has(person)) await person.close()
    })
  }

  get sent(): { all: number; unanswered: number; refused: number } {
    const count = (end: Send['end']) => this.#sends.filter((one) => one.end === end).length
    return { all: this.#sends.length, unanswered: count('unknown'), refused: count('refused') }
  }

  get changed(): number {
    return this.#changes.length
  }

  async kill(): Promise<void> {
    assert.equal(await this.#server.end('SIGKILL'), null)
    this.#server = await startProcess(this.#t, this.folder, settings)
  }

  async stop(): Promise<void> {
    assert.equal(await this.#server.end('SIGTERM'), 0)
  }

  /** Somebody who signs up; the first makes the room, the others come into it. All listen. */
  async person(name: string): Promise<Person> {
    const person = await openPerson({
      name,
      portOf: () => Number(new URL(this.#server.url).port),
      entered: (one) => void this.people.push(one),
      enter: (chat) => chat.register({ username: name, password }),
    })
    if (this.#place) await this.#comeIn(person, this.#place)
    else this.#place = await this.#makeRoom(person)
    return person
  }

  async #comeIn(person: Person, place: Place): Promise<void> {
    person.listenTo(place)
    const { head } = await person.chat.ask('room.join', { room: place.id })
    this.#from.set(person.name, head.seq ?? 0)
    await person.quiet()
  }

  async #makeRoom(first: Person): Promise<Place> {
    const { room } = await first.chat.ask('room.create', { type: 'public', name: 'Garden' })
    const place = { id: room.id, handle: '', feed: `room:${room.id}` }
    first.listenTo(place)
    first.chat.on('range', ({ items }) => {
      for (const item of items)
        if (item.kind === 'member' && 'removed' in item) this.#removedAt.set(item.account, item.version)
    })
    return place
  }

  get place(): Place {
    assert.ok(this.#place)
    return this.#place
  }

  /** Waits until so many more sends and changes were acknowledged. */
  async acknowledged(count: number): Promise<void> {
    await new Promise<void>((resolve) => this.#waiting.push({ at: this.#acknowledged + count, resolve }))
  }

  /** Says one thing after another until the talk is over, or nothing may be said any more. `how` gives id and number. */
  async keepSaying(
    person: Person,
    how: (text: string) => Promise<{ id: string; seq: number }>,
  ): Promise<void> {
    for (;;) {
      const digest = `word ${++this.#words}`
      const send: Send = {
        author: person.name,
        room: this.place.id,
        digest,
        invokedAt: ++this.#moment,
        end: 'pending',
        endedAt: Infinity,
      }
      this.#sends.push(send)
      const done = await this.#noted(send, () => how(digest))
      send.endedAt = ++this.#moment
      if (done) {
        Object.assign(send, { id: done.id, seq: done.seq })
        this.#ownOf(person).push({ id: done.id, digest })
      }
      if (this.isOver || send.end === 'refused') return
    }
  }

  /** Edits and deletes what one said, one after another. */
  async keepChanging(person: Person): Promise<void> {
    const room = person.chat.room(this.place.id)
    for (let count = 1; !this.isOver; count++) {
      const own = this.#ownOf(person)
      const place = (count * 7919) % Math.max(own.length, 1)
      const chosen = own[place]
      if (!chosen) {
        await this.acknowledged(1)
        continue
      }
      const { id, digest } = chosen
      const goes = count % 4 === 0
      const now = goes ? deleted : `${digest}, for the time ${count}`
      // What may be gone is not touched again.
      if (goes) own.splice(place, 1)
      const change: Change = { author: person.name, id, now, end: 'pending' }
      this.#changes.push(change)
      await this.#noted(change, () => (goes ? room.delete(id) : room.edit(id, now)))
    }
  }

  /** Takes somebody out of the room, whatever happens to the server meanwhile. */
  async remove(by: Person, whom: Person): Promise<void> {
    for (;;) {
      try {
        await by.chat.ask('member.remove', { room: this.place.id, account: whom.id })
        return
      } catch (failure) {
        if (failure instanceof ApiError && failure.code === 'member.not-found') return
        if (isRefusal(failure)) throw failure
      }
    }
  }

  /** Somebody goes home, when they know all that there is for them; what they wrote down stays. */
  async sendHome(person: Person): Promise<void> {
    this.#home.add(person)
    await person.quiet()
    await person.close()
  }

  /** What everybody wrote down, and what is stored. Waits until everybody was handed all that there is for them. */
  async toldBy(first: Person): Promise<History> {
    const present = this.people.filter((person) => !this.#home.has(person))
    for (const { chat } of present) chat.retryNow()
    await Promise.all(present.map((person) => person.quiet()))
    const digests = new Map(this.#sends.flatMap(({ id, digest }) => (id ? [[id, digest]] : [])))
    const names = new Map(this.people.map(({ id, name }) => [id, name]))
    const rows = await storedRows(first.chat, this.place.id)
    const stored = rows.map(({ id, seq, author, text }) => ({
      room: this.place.id,
      seq,
      id,
      author: names.get(author) ?? author,
      digest: text === undefined ? (digests.get(id) ?? '?') : wordOf(text),
      now: text ?? deleted,
    }))
    const stays = this.people.map(({ id, name: reader }) => {
      const removedAt = this.#removedAt.get(id) ?? Infinity
      const last = rows.findLast(({ born }) => born < removedAt)?.seq ?? 0
      const from = this.#from.get(reader) ?? 0
      return { reader, room: this.place.id, from, until: removedAt === Infinity ? Infinity : last }
    })
    const [heard, known] = [
      this.people.flatMap((one) => this.#heardBy(one)),
      this.people.flatMap((one) => this.#knownBy(one)),
    ]
    return { sends: this.#sends, changes: this.#changes, heard, known, stored, stays }
  }

  #heardBy(person: Person): Heard[] {
    const before = new Set<string>()
    const from = this.#from.get(person.name) ?? 0
    return person.eventsIn(this.place).flatMap((event): Heard[] => {
      if (event.name !== 'message' && event.name !== 'delete') return []
      const { id, seq, room, text } = event.payload
      // A deletion of what was never handed over stands in its place, but for what was said before they came.
      if (event.name === 'delete' && (before.has(id) || seq <= from)) return []
      before.add(id)
      const digest = event.name === 'delete' ? undefined : wordOf(text)
      return [{ reader: person.name, room, seq, id, digest }]
    })
  }

  #knownBy(person: Person): Known[] {
    const known = new Map<string, Known>()
    for (const { name, payload } of person.eventsIn(this.place)) {
      if (name !== 'message' && name !== 'edit' && name !== 'delete') continue
      const { id, room, text } = payload
      known.set(id, { reader: person.name, room, id, now: name === 'delete' ? deleted : text })
    }
    return [...known.values()]
  }

  #ownOf({ name }: Person): { id: string; digest: string }[] {
    const own = this.#mine.get(name) ?? []
    this.#mine.set(name, own)
    return own
  }

  async #noted<T>(noted: { end: Send['end'] }, work: () => Promise<T>): Promise<T | undefined> {
    try {
      const done = await work()
      noted.end = 'ok'
      this.#acknowledged++
      const enough = this.#waiting.filter(({ at }) => at <= this.#acknowledged)
      this.#waiting = this.#waiting.filter(({ at }) => at > this.#acknowledged)
      for (const { resolve } of enough) resolve()
      return done
    } catch (failure) {
      noted.end = isRefusal(failure) ? 'refused' : 'unknown'
      return undefined
    }
  }
}

/** The server said no; anything else leaves open what became of it. */
const isRefusal = (failure: unknown): boolean =>
  failure instanceof ApiError && failure.status > 0 && !failure.retryable
