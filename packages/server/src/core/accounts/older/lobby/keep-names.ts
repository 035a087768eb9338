import type { AccountCaller } from '../../../caller.ts'
import type { DoorSocket } from '../../../ports/door.ts'
import type { Ports } from '../../../ports/ports.ts'
import { refuse } from '../../../refusal.ts'
import type { Visitor } from './claim-name.ts'
import { type Held, type Holder, holdName, letNameGo } from './hold-name.ts'
import { sweepNames } from './sweep-names.ts'

const beatMs = 5_000
const sweepEveryBeats = 12

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'digests'>

interface Keeping {
  /** So long a name whose last socket went without a word is still its own. */
  graceMs: number
  /** The socket is under no name any more: its own word, or another name. Told before `offline`. */
  left(socket: DoorSocket): void
  offline(name: string): void
  /** Claims end by themselves: a name is free a little sooner or later than it should be. */
  unsaved(error: unknown): void
}

/** Who is in the lobby on this node. Presence is per socket; what holds a name is its claim in the store. */
export interface NameKeeper {
  /** Whose name it is now; undefined: nobody's, so the socket only listens. */
  join(socket: DoorSocket, name: string, proof: Visitor | undefined): Promise<Visitor | undefined>
  /** It showed the token of the name under which it joined. */
  trust(socket: DoorSocket, visitor: Visitor): void
  /** A socket leaves for itself, whatever name it says. */
  leave(socket: DoorSocket, name: string): Promise<void>
  stop(): void
}

export const keepNames = (ports: Needs, caller: AccountCaller, keeping: Keeping): NameKeeper =>
  new Keeper(ports, caller, keeping)

/** Somebody whose name this node holds, for the sockets that have joined under it. */
interface Online extends Visitor {
  readonly sockets: Set<DoorSocket>
  /** Those that showed the name's token. */
  readonly proved: Set<DoorSocket>
  /** Those, and sockets from where the name signed in: the others may be anybody's. */
  readonly theirs: Set<DoorSocket>
  /** The last socket went without a word; it may come back. */
  cancelGrace(): void
}

/** How a socket came in; without `online` it only listens: nobody had the name it gave. */
interface Joined {
  name: string
  online: Online | undefined
}

/** Somebody's last socket went. */
interface Last {
  online: Online
  isProved: boolean
  isTheirs: boolean
}

class Keeper implements NameKeeper {
  readonly #ports: Needs
  readonly #caller: AccountCaller
  readonly #keeping: Keeping
  readonly #node: string
  /** A little longer than until the next beat, so that a late one does not lose the name. */
  readonly #holdMs: number
  readonly #people = new Map<string, Online>()
  readonly #joined = new WeakMap<DoorSocket, Joined>()
  readonly #watched = new WeakSet<DoorSocket>()
  /** Closed while their name was theirs alone: a `leave` that was on its way still counts. */
  readonly #parted = new WeakMap<DoorSocket, Last>()
  #isStopped = false
  #cancelBeat: () => void

  constructor(ports: Needs, caller: AccountCaller, keeping: Keeping) {
    this.#ports = ports
    this.#caller = caller
    this.#keeping = keeping
    this.#node = ports.ids.next()
    this.#holdMs = keeping.graceMs + 2 * beatMs
    this.#cancelBeat = ports.clock.after(beatMs, () => void this.#beat(1))
  }

  async join(socket: DoorSocket, name: string, proof: Visitor | undefined): Promise<Visitor | undefined> {
    const before = this.#joined.get(socket)
    if (before && before.name !== name) await this.#leave(socket)
    const isProved = proof !== undefined
    const visitor = await this.#hold({ name, account: proof?.account, isProved, address: socket.address })
    if (before?.online && before.online.account !== visitor?.account) this.#takeOut(socket)
    const online = visitor && this.#onlineOf(visitor)
    online?.sockets.add(socket)
    if (isProved) online?.proved.add(socket)
    if (isProved || visitor?.isFromThere) online?.theirs.add(socket)
    this.#joined.set(socket, { name, online })
    this.#watch(socket)
    return visitor
  }

  trust(socket: DoorSocket, { account }: Visitor): void {
    const online = this.#joined.get(socket)?.online
    if (online?.account === account) online.theirs.add(socket)
  }

  async leave(socket: DoorSocket, name: string): Promise<void> {
    const here = this.#joined.get(socket)
    const parted = this.#parted.get(socket)
    if (!here && parted?.online.name === name) return this.#partNow(parted)
    if (!here || (here.name !== name && here.online?.name !== name)) {
      throw refuse('request.invalid', { detail: 'You have not joined under this name' })
    }
    await this.#leave(socket)
  }

  stop(): void {
    this.#isStopped = true
    this.#cancelBeat()
    for (const { cancelGrace } of this.#people.values()) cancelGrace()
  }

  #hold(who: Omit<Holder, 'node'> & { address: string }): Promise<Held | undefined> {
    return holdName(this.#ports, this.#caller, { ...who, node: this.#node, forMs: this.#holdMs })
  }

  #onlineOf({ name, account }: Visitor): Online {
    const known = this.#people.get(account)
    known?.cancelGrace()
    if (known) return known
    const [sockets, proved, theirs] = [new Set<DoorSocket>(), new Set<DoorSocket>(), new Set<DoorSocket>()]
    const online: Online = { name, account, sockets, proved, theirs, cancelGrace() {} }
    this.#people.set(account, online)
    return online
  }

  #watch(socket: DoorSocket): void {
    if (this.#watched.has(socket)) return
    this.#watched.add(socket)
    socket.onClose(() => this.#closed(socket))
  }

  async #leave(socket: DoorSocket): Promise<void> {
    this.#keeping.left(socket)
    const last = this.#takeOut(socket)
    if (!last) return
    this.#nowOffline(last.online)
    await this.#letGo(last, 0)
  }

  /** After a while it is as if it had left, unless it comes back. */
  #closed(socket: DoorSocket): void {
    const last = this.#takeOut(socket)
    if (!last || this.#isStopped) return
    const { online } = last
    this.#parted.set(socket, last)
    const { graceMs } = this.#keeping
    online.cancelGrace = this.#ports.clock.after(graceMs, () => this.#nowOffline(online))
    this.#letGo(last, graceMs).catch(this.#unsaved)
  }

  /** Clients say `leave` and disconnect at once, so the end may be seen before the word. */
  async #partNow(last: Last): Promise<void> {
    if (last.online.sockets.size > 0) return
    last.online.cancelGrace()
    this.#nowOffline(last.online)
    await this.#letGo(last, 0)
  }

  /** The socket is under its name no more. Answers whose last one it was. */
  #takeOut(socket: DoorSocket): Last | undefined {
    const online = this.#joined.get(socket)?.online
    this.#joined.delete(socket)
    if (!online) return undefined
    const isProved = online.proved.delete(socket)
    const isTheirs = online.theirs.delete(socket)
    online.sockets.delete(socket)
    return online.sockets.size === 0 ? { online, isProved, isTheirs } : undefined
  }

  #letGo({ online, isProved, isTheirs }: Last, graceMs: number): Promise<void> {
    const holder = { name: online.name, account: online.account, isProved, node: this.#node }
    return letNameGo(this.#ports, this.#caller, { ...holder, isTheirs, graceMs })
  }

  #nowOffline(online: Online): void {
    if (online.sockets.size > 0 || this.#people.get(online.account) !== online) return
    this.#people.delete(online.account)
    this.#keeping.offline(online.name)
  }

  async #beat(count: number): Promise<void> {
    const here = [...this.#people.values()].filter(({ sockets }) => sockets.size > 0)
    await Promise.all(here.map((online) => this.#renew(online).catch(this.#unsaved)))
    if (count % sweepEveryBeats === 0) {
      await sweepNames(this.#ports, this.#caller).catch(this.#unsaved)
    }
    if (this.#isStopped) return
    this.#cancelBeat = this.#ports.clock.after(beatMs, () => void this.#beat(count + 1))
  }

  /** Whose name is over stays in the room, and listens. */
  async #renew(online: Online): Promise<void> {
    const { name, account, sockets, proved } = online
    if (await this.#hold({ name, account, isProved: proved.size > 0, address: '' })) return
    for (const socket of sockets) this.#joined.set(socket, { name, online: undefined })
    sockets.clear()
    this.#nowOffline(online)
  }

  #unsaved = (error: unknown): void => {
    if (!this.#isStopped) this.#keeping.unsaved(error)
  }
}
