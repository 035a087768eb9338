import type { AccountId } from '@hubbub/protocol'
import type { Namespace, Socket } from 'socket.io'
import type { ContractAccess } from '../../core/contracts/contract-access.ts'
import type {
  DoorNamespace,
  DoorSocket,
  SocketDoor,
  SocketEvents,
  SocketListener,
} from '../../core/ports/door.ts'
import type { Entry } from '../entries.ts'
import { eventText, Packet } from '../packet.ts'
import type { RealtimeOptions } from '../options.ts'
import { Rate } from '../rate.ts'
import { judgeArrival, type Registered, seatArrived } from './admission.ts'
import { createDispatch, type DispatchNeeds, EventTable } from './dispatch.ts'
import { SocketView } from './socket-view.ts'
import { type Arrived, type OlderNeeds, OlderSocket } from './older-socket.ts'

/** The socket half of the dialects' door. */
export interface OlderSockets {
  of(access: ContractAccess): SocketDoor
  counts(): { sockets: number }
}

export interface OlderOptions extends Pick<RealtimeOptions, 'ports' | 'hub' | 'rates' | 'limits'> {
  realtime: {
    open(namespace: string, admit: (socket: Socket, entry: Entry) => Promise<void>): Namespace
    entryOf(socket: Socket): Entry | undefined
    signedIn(socket: Socket, account: AccountId): void
  }
  watch: DispatchNeeds['watch'] & {
    connected(facts: object): void
    disconnected(facts: object, reason: string): void
  }
}

const both: readonly DoorNamespace[] = ['/', '/socket.io']

export function createOlderSockets(options: OlderOptions): OlderSockets {
  return new SocketsOfDialects(options)
}

class SocketsOfDialects implements OlderSockets {
  readonly #options: OlderOptions
  readonly #needs: OlderNeeds
  readonly #table = new EventTable()
  readonly #dispatch: ReturnType<typeof createDispatch>
  readonly #registered: Registered[] = []
  readonly #arrivals = new WeakMap<Socket, Arrived>()
  readonly #listeners: { namespaces: readonly DoorNamespace[]; tell(socket: OlderSocket): void }[] = []
  readonly #sockets = new Map<DoorNamespace, Set<OlderSocket>>()
  readonly #rooms = new Map<string, Set<OlderSocket>>()

  constructor(options: OlderOptions) {
    const { limits, ports, watch, realtime, hub } = options
    this.#options = options
    this.#needs = { hub, seat: (socket, account) => realtime.signedIn(socket, account) }
    this.#dispatch = createDispatch(this.#table, {
      jsonBounds: { depth: limits.jsonDepth, nodes: limits.jsonNodes },
      ids: ports.ids,
      watch,
    })
  }

  counts(): { sockets: number } {
    return { sockets: both.reduce((sum, namespace) => sum + this.#in(namespace).size, 0) }
  }

  of(access: ContractAccess): SocketDoor {
    const views = new WeakMap<OlderSocket, SocketView>()
    const viewOf = (socket: OlderSocket): SocketView => {
      const known = views.get(socket)
      if (known) return known
      const made = new SocketView(access, socket, this.#roomsOf(access.name))
      views.set(socket, made)
      return made
    }
    return {
      open: (namespaces) => this.#open(namespaces),
      on: (set) => {
        this.#open(set.namespaces)
        this.#table.add({ ...set, events: whileOn(access, set.events) }, viewOf)
      },
      identify: <T extends object>(identities: Parameters<SocketDoor['identify']>[0]) => {
        this.#open(identities.namespaces)
        this.#registered.push({ name: access.name, identities })
        return (socket: DoorSocket) =>
          (socket as SocketView).socket.arrived.identities.get(access.name)?.is as T | undefined
      },
      arrived: (namespaces, listener) => {
        this.#open(namespaces)
        this.#listeners.push({ namespaces, tell: (socket) => listener(viewOf(socket)) })
      },
      emitTo: (room, event, payload) => this.#share(this.#room(access.name, room), event, payload),
      inRoom: (room) => [...this.#room(access.name, room)].map(viewOf),
      emitToAll: (event, payload, audience) => {
        const all = this.#in('/')
        const meant = audience === 'everybody' ? all : [...all].filter((one) => viewOf(one).isEntitled)
        this.#share(meant, event, payload)
      },
    }
  }

  #in(namespace: DoorNamespace): Set<OlderSocket> {
    const known = this.#sockets.get(namespace)
    if (known) return known
    const made = new Set<OlderSocket>()
    this.#sockets.set(namespace, made)
    return made
  }

  #room(dialect: string, room: string): ReadonlySet<OlderSocket> {
    return this.#rooms.get(roomKey(dialect, room)) ?? nobody
  }

  #roomsOf(dialect: string) {
    return {
      has: (socket: OlderSocket, room: string) => socket.rooms.has(roomKey(dialect, room)),
      join: (socket: OlderSocket, room: string) => {
        if (!socket.isOpen) return
        const key = roomKey(dialect, room)
        socket.rooms.add(key)
        const known = this.#rooms.get(key)
        if (known) known.add(socket)
        else this.#rooms.set(key, new Set([socket]))
      },
      leave: (socket: OlderSocket, room: string) => this.#leave(socket, roomKey(dialect, room)),
    }
  }

  #leave(socket: OlderSocket, key: string): void {
    socket.rooms.delete(key)
    const known = this.#rooms.get(key)
    if (known?.delete(socket) && known.size === 0) this.#rooms.delete(key)
  }

  /** One encoding for each namespace, whoever gets it. */
  #share(sockets: Iterable<OlderSocket>, event: string, payload: unknown): void {
    if (sockets === nobody) return
    const json = JSON.stringify(payload)
    const packets = new Map<string, Packet>()
    for (const socket of sockets) {
      const { namespace } = socket
      const packet = packets.get(namespace) ?? new Packet(eventText(namespace, event, json))
      packets.set(namespace, packet)
      socket.share(packet)
    }
  }

  #open(namespaces: readonly DoorNamespace[]): void {
    for (const name of namespaces) {
      if (this.#sockets.has(name)) continue
      this.#in(name)
      const opened = this.#options.realtime.open(name, (socket, entry) => this.#admit(socket, entry))
      opened.on('connection', (socket) => this.#arrive(socket))
    }
  }

  async #admit(socket: Socket, { address }: Entry): Promise<void> {
    const { ports, realtime } = this.#options
    const edge = { address, connection: socket.id }
    const arrived = await judgeArrival(ports, this.#registered, socket, edge)
    seatArrived((account) => realtime.signedIn(socket, account), arrived)
    this.#arrivals.set(socket, arrived)
  }

  #arrive(socket: Socket): void {
    const { realtime, ports, rates, watch } = this.#options
    const arrived = this.#arrivals.get(socket)
    const entry = realtime.entryOf(socket)
    if (!arrived || !entry) return void socket.disconnect(true)
    const rate = new Rate(ports.clock, rates.requestsPerSecond)
    const older = new OlderSocket(this.#needs, socket, { entry, arrived, rate })
    const { namespace, account } = older
    const facts = { connection: older.id, namespace, address: entry.address, ...(account ? { account } : {}) }
    this.#in(namespace).add(older)
    watch.connected(facts)
    // Listeners are told a tick later, and not at all when the end came in the same packet: here nothing is missed.
    socket.use(([event, ...args], next) => {
      if (older.isOpen) this.#dispatch(older, event, args)
      next()
    })
    socket.once('disconnect', (reason) => {
      this.#in(namespace).delete(older)
      for (const key of [...older.rooms]) this.#leave(older, key)
      watch.disconnected(facts, older.endedBy ?? reason)
      for (const listener of older.gone()) this.#safely(facts, listener)
    })
    for (const { namespaces, tell } of this.#listeners) {
      if (namespaces.includes(namespace)) this.#safely(facts, () => tell(older))
    }
  }

  /** What a dialect does wrong here must not reach Socket.IO, which would let it end the process. */
  #safely(facts: object, act: () => void): void {
    try {
      act()
    } catch (error) {
      this.#options.watch.failed(facts, error)
    }
  }
}

const whileOn = (access: ContractAccess, events: SocketEvents['events']): SocketEvents['events'] =>
  Object.fromEntries(
    Object.entries(events).map(([name, listener]): [string, SocketListener] => [
      name,
      async (socket, payload) => {
        await access.checkOn()
        return listener(socket, payload)
      },
    ]),
  )

const nobody: ReadonlySet<OlderSocket> = new Set()

/** Rooms of all dialects are in one map; no name of one is a name of another. */
const roomKey = (dialect: string, room: string): string => `${dialect} ${room}`
