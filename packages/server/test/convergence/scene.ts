import assert from 'node:assert/strict'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import type { CommandName, FeedId, InputOf, Item } from '@hubbub/protocol'
import { type AccountCaller } from '../../src/core/caller.ts'
import { createCore } from '../../src/core/index.ts'
import type { Storage } from '../../src/core/ports/store.ts'
import { resumeRoomCleanups } from '../../src/core/rooms/room-cleanup.ts'
import { createAccountWorld } from '../account-world.ts'
import type { Lives } from './lives.ts'
import { answerOf, Pipe, type ServerLife, tryTo } from './pipe.ts'
import { inOrder, Reader } from './reader.ts'
import type { Deed } from './story.ts'

const collection = 'things'
type WriteDeed = Extract<Deed, { does: 'write' }>

interface Actor {
  caller: AccountCaller
  pipe: Pipe
  reader: Reader
}

/** A story as it happens: one server that lives several lives, three people who each keep a copy. */
export class Scene {
  readonly #lives: Lives
  readonly #people: Actor[] = []
  readonly #rooms: string[] = []
  readonly #messages: { room: string; id: string }[] = []
  readonly #documents: string[] = []
  #storage: Storage
  #server: ServerLife
  #backups = 0

  static async begin(lives: Lives): Promise<Scene> {
    const storage = await lives.open()
    const world = createAccountWorld({ storage })
    const owner = await world.owner('olive')
    const rules = { read: 'anyone', create: 'anyone', update: 'anyone', delete: 'anyone' } as const
    await owner.ask('collection.create', { collection, rules })
    const scene = new Scene(lives, storage)
    for (const name of ['ada', 'ben', 'cleo']) scene.#enter((await world.person(name)).caller)
    await scene.#does({ does: 'write', who: 0, what: 'create room', room: 0, which: 0, whom: 1 })
    await scene.#backup()
    return scene
  }

  private constructor(lives: Lives, storage: Storage) {
    this.#lives = lives
    this.#storage = storage
    this.#server = lifeOn(storage)
  }

  #enter(caller: AccountCaller): void {
    const pipe = new Pipe(caller)
    this.#people.push({ caller, pipe, reader: new Reader(pipe, caller.account, [collection]) })
  }

  async happens(deed: Deed): Promise<void> {
    await this.#does(deed)
    await turnOfTheLoop()
  }

  /** Everybody comes back and catches up; then every copy is what the server has. */
  async ends(): Promise<void> {
    for (const { pipe } of this.#people) await pipe.connect(this.#server)
    await this.#quiet()
    for (const { caller, reader } of this.#people) {
      assert.deepEqual(reader.faults, [])
      assert.deepEqual(reader.copy(), await this.#truthFor(caller))
    }
  }

  async close(): Promise<void> {
    for (const { pipe } of this.#people) pipe.cut()
    await this.#storage.close()
    this.#lives.end()
  }

  async #does(deed: Deed): Promise<void> {
    switch (deed.does) {
      case 'write':
        return this.#write(deed)
      case 'turn':
        return void (await Promise.all(deed.writes.map((one) => this.#write(one))))
      case 'connect':
        return this.#of(deed.who).pipe.connect(this.#server)
      case 'cut':
        return this.#of(deed.who).pipe.cut()
      case 'overflow':
        return this.#of(deed.who).pipe.overflow()
      case 'deliver':
        return this.#of(deed.who).pipe.deliver(deed.count)
      case 'serve':
        return this.#of(deed.who).pipe.serve(deed.count)
      case 'purge':
        // Everything that was removed so far is too old.
        return void (await this.#storage.purge({ tombstones: Number.MAX_SAFE_INTEGER, keys: 0 }, 10_000))
      case 'clean up':
        return void (await resumeRoomCleanups(this.#server.ports))
      case 'restart':
        return this.#liveAgain(async () => {})
      case 'backup':
        return this.#backup()
      case 'restore':
        return this.#liveAgain(() => this.#lives.restore(this.#lives.file(`backup ${this.#backups}`)))
    }
  }

  async #backup(): Promise<void> {
    await this.#storage.backup(this.#lives.file(`backup ${++this.#backups}`))
  }

  async #liveAgain(meanwhile: () => Promise<void>): Promise<void> {
    for (const { pipe } of this.#people) pipe.cut()
    await this.#storage.close()
    await meanwhile()
    this.#storage = await this.#lives.open()
    this.#server = lifeOn(this.#storage)
  }

  #of(who: number): Actor {
    const actor = this.#people[who % this.#people.length]
    assert.ok(actor)
    return actor
  }

  /** What is refused is part of life. */
  async #write(deed: WriteDeed): Promise<void> {
    const { caller } = this.#of(deed.who)
    const whom = this.#of(deed.whom).caller.account
    const room = pick(this.#rooms, deed.room) ?? 'nowhere'
    const message = pick(this.#messages, deed.which) ?? { room: 'nowhere', id: 'f'.repeat(24) }
    const document = pick(this.#documents, deed.which) ?? 'f'.repeat(24)
    const ask = <N extends CommandName>(name: N, input: InputOf<N>) =>
      tryTo(this.#server.core, caller, name, input)
    switch (deed.what) {
      case 'say':
      case 'say to': {
        const mentions = deed.what === 'say to' ? [whom] : undefined
        const sent = await ask('message.send', { room, text: `text ${deed.which}`, mentions })
        if (sent) this.#messages.push({ room, id: sent.message.id })
        return
      }
      case 'edit':
        await ask('message.edit', {
          room: message.room,
          message: message.id,
          text: 'edited',
          mentions: [whom],
        })
        return
      case 'delete':
        await ask('message.delete', { room: message.room, message: message.id })
        return
      case 'join':
        await ask('room.join', { room })
        return
      case 'leave':
        await ask('room.leave', { room })
        return
      case 'add':
        await ask('member.add', { room, account: whom })
        return
      case 'remove':
        await ask('member.remove', { room, account: whom })
        return
      case 'ban':
        await ask('member.ban', { room, account: whom })
        return
      case 'unban':
        await ask('member.unban', { room, account: whom })
        return
      case 'promote':
        await ask('member.setRole', { room, account: whom, role: deed.which % 2 ? 'moderator' : 'owner' })
        return
      case 'rename':
        await ask('room.update', { room, name: `name ${deed.which}` })
        return
      case 'read':
        await ask('inbox.markRead', { room, seq: deed.which, unread: deed.whom === 0 })
        return
      case 'star':
        await ask('inbox.update', { room, starred: deed.which % 2 === 0, draft: `draft ${deed.which}` })
        return
      case 'create room': {
        const type = deed.which % 2 ? 'private' : 'public'
        const made = await ask('room.create', { type, name: 'A room', members: [whom] })
        if (made) this.#rooms.push(made.room.id)
        return
      }
      case 'delete room':
        await ask('room.delete', { room })
        return
      case 'put': {
        const made = await ask('document.create', { collection, data: { value: deed.which } })
        if (made) this.#documents.push(made.document.id)
        return
      }
      case 'merge':
        await ask('document.merge', { collection, document, patch: { value: deed.whom } })
        return
      case 'drop':
        await ask('document.delete', { collection, document })
        return
    }
  }

  async #quiet(): Promise<void> {
    for (let still = 0, rounds = 0; still < 3; rounds++) {
      assert.ok(rounds < 10_000, 'it comes to rest')
      await turnOfTheLoop()
      const busy = this.#people.filter(({ pipe, reader }) => pipe.isBusy || reader.isLoading)
      still = busy.length === 0 ? still + 1 : 0
      for (const { pipe } of busy) {
        await pipe.serve(Number.POSITIVE_INFINITY)
        pipe.deliver(Number.POSITIVE_INFINITY)
      }
    }
  }

  /** What the server would tell somebody who comes for the first time. */
  async #truthFor(caller: AccountCaller): Promise<Record<FeedId, Item[]>> {
    const { core } = this.#server
    const rooms = (await answerOf(core, caller, 'room.list', { limit: 200 })).items
    const mentions = (await answerOf(core, caller, 'mention.list', { limit: 200 })).items
    const own: Item[] = rooms.flatMap(({ membership, inbox }) => [membership, inbox])
    const documents = (await answerOf(core, caller, 'document.query', { collection, limit: 200 })).items
    const truth: Record<FeedId, Item[]> = {
      [`user:${caller.account}`]: inOrder([...own, ...mentions]),
      [`collection:${collection}`]: inOrder(documents),
    }
    for (const { room } of rooms) {
      const members = (await answerOf(core, caller, 'member.list', { room: room.id, limit: 200 })).items
      const messages = (await answerOf(core, caller, 'message.list', { room: room.id, limit: 200 })).items
      truth[`room:${room.id}`] = inOrder([room, ...members, ...messages])
    }
    return truth
  }
}

function lifeOn(storage: Storage): ServerLife {
  const { ports, hub } = createAccountWorld({ storage })
  return { ports, hub, core: createCore(ports) }
}

const pick = <T>(list: readonly T[], place: number): T | undefined => list[place % Math.max(1, list.length)]
