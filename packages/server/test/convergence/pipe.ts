import type { CommandName, InputOf, OutputOf } from '@hubbub/protocol'
import type { ConnectionEvents } from '../../../client/src/connection.ts'
import { Emitter } from '../../../client/src/emitter.ts'
import type { FeedsConnection } from '../../../client/src/feeds.ts'
import { feedsOf } from '../../src/core/audience.ts'
import type { AccountCaller } from '../../src/core/caller.ts'
import { jsonOf } from '../../src/core/encoded.ts'
import type { Core } from '../../src/core/index.ts'
import type { Follower } from '../../src/core/ports/hub.ts'
import type { Ports } from '../../src/core/ports/ports.ts'
import { Refusal } from '../../src/core/refusal.ts'
import type { NodeHub } from '../../src/fan-out/hub.ts'

/** One life of the server, as connections see it. */
export interface ServerLife {
  ports: Ports
  hub: NodeHub
  core: Core
}

type Packet = (client: Emitter<ConnectionEvents>) => void

interface Asked {
  name: CommandName
  input: object
  resolve: (answer: never) => void
  reject: (failure: unknown) => void
}

/**
 * The way between one client and the server, where nothing moves by itself: what the server says waits to be delivered,
 * what the client asks waits to be served, and a cut loses what is under way. It behaves as the SDK's connection and
 * the server's do: attached first and read after, heads before everything else, what may be repeated is asked again.
 */
export class Pipe implements FeedsConnection {
  readonly events = new Emitter<ConnectionEvents>()
  readonly #caller: AccountCaller
  #server: ServerLife | undefined
  #id = ''
  #toClient: Packet[] = []
  /** Dropped for a slow reader: feeds it has to ask for. */
  #dropped = new Set<string>()
  #asked: Asked[] = []
  #served: Asked[] = []
  static #count = 0

  constructor(caller: AccountCaller) {
    this.#caller = caller
  }

  get isConnected(): boolean {
    return this.#server !== undefined
  }

  /** Whether something is still on its way. */
  get isBusy(): boolean {
    return this.#toClient.length + this.#asked.length + this.#served.length > 0
  }

  async connect(server: ServerLife): Promise<void> {
    if (this.#server) return
    this.#server = server
    this.#id = `connection ${++Pipe.#count}`
    const early: Packet[] = []
    let isOpen = false
    const say = (packet: Packet): void => void (isOpen ? this.#toClient : early).push(packet)
    const caller = { ...this.#caller, connection: this.#id }
    server.hub.attach(this.#follower(say, caller))
    server.hub.join(this.#id, await feedsOf(server.ports, caller.account, 100))
    const heads = await answerOf(server.core, caller, 'feed.heads', {})
    this.#toClient.push((client) => client.emit('heads', heads))
    isOpen = true
    this.#toClient.push(...early)
    this.#asked = [...this.#served.splice(0), ...this.#asked]
  }

  cut(): void {
    this.#server?.hub.detach(this.#id)
    this.#server = undefined
    this.#toClient = []
    this.#dropped.clear()
  }

  /** Hands the client what the server said, so many packets. */
  deliver(count: number): void {
    for (const packet of this.#toClient.splice(0, count)) packet(this.events)
  }

  /** Throws away what waits for a slow reader, and tells it so, as a server does whose buffer is full. */
  overflow(): void {
    const ranges = this.#toClient.filter((packet) => droppable.has(packet))
    if (ranges.length === 0) return
    for (const packet of ranges) this.#dropped.add(droppable.get(packet) ?? '')
    const feeds = [...this.#dropped]
    this.#dropped.clear()
    this.#toClient = this.#toClient.filter((packet) => !droppable.has(packet))
    this.#toClient.push((client) => client.emit('resync', { feeds }))
  }

  /** Carries out what the client asked, so many questions; the answers go behind the news. */
  async serve(count: number): Promise<void> {
    const server = this.#server
    if (!server) return
    for (const asked of this.#asked.splice(0, count)) {
      this.#served.push(asked)
      const caller = { ...this.#caller, connection: this.#id }
      const end = await answerOf(server.core, caller, asked.name, asked.input as never).then(
        (answer) => () => asked.resolve(answer as never),
        (failure: unknown) => () => asked.reject(failure),
      )
      if (this.#server !== server) return
      this.#toClient.push(() => {
        this.#served = this.#served.filter((one) => one !== asked)
        end()
      })
    }
  }

  insist<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
    return new Promise((resolve, reject) => this.#asked.push({ name, input, resolve, reject }))
  }

  ask<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
    return this.insist(name, input)
  }

  #follower(say: (packet: Packet) => void, caller: AccountCaller): Follower {
    return {
      id: this.#id,
      account: caller.account,
      caller: async () => caller,
      hear({ feed, event }) {
        const packet: Packet = (client) => client.emit('range', JSON.parse(event.json) as never)
        droppable.set(packet, feed)
        say(packet)
      },
      told: () => {},
      left: (feed) => say((client) => client.emit('unfollowed', { feed })),
      refresh: () => {},
      end: (reason) => {
        throw new Error(`nobody is shown out in this story: ${reason}`)
      },
    }
  }
}

/** Packets that carry news, and of which feed. */
const droppable = new WeakMap<Packet, string>()

export async function answerOf<N extends CommandName>(
  core: Core,
  caller: AccountCaller,
  name: N,
  input: InputOf<N>,
): Promise<OutputOf<N>> {
  return JSON.parse(jsonOf(await core.ask(name, caller, input))) as OutputOf<N>
}

/** Asks, and takes no for an answer. */
export async function tryTo<N extends CommandName>(
  core: Core,
  caller: AccountCaller,
  name: N,
  input: InputOf<N>,
): Promise<OutputOf<N> | undefined> {
  try {
    return await answerOf(core, caller, name, input)
  } catch (refusal) {
    if (refusal instanceof Refusal) return undefined
    throw refusal
  }
}
