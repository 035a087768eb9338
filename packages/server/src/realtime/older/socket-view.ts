import type { AccountId } from '@hubbub/protocol'
import type { AccountCaller } from '../../core/caller.ts'
import type { ContractAccess } from '../../core/contracts/contract-access.ts'
import type { DoorNamespace, DoorSocket, Exposure } from '../../core/ports/door.ts'
import { refuse } from '../../core/refusal.ts'
import type { OlderSocket } from './older-socket.ts'

/** The rooms of one dialect. */
export interface Rooms {
  has(socket: OlderSocket, room: string): boolean
  join(socket: OlderSocket, room: string): void
  leave(socket: OlderSocket, room: string): void
}

/** A socket as one dialect sees it. */
export class SocketView implements DoorSocket {
  readonly socket: OlderSocket
  readonly id: string
  readonly namespace: DoorNamespace
  readonly address: string
  readonly isForeign: boolean
  readonly exposure: Exposure
  readonly #access: ContractAccess
  readonly #rooms: Rooms

  constructor(access: ContractAccess, socket: OlderSocket, rooms: Rooms) {
    this.#access = access
    this.#rooms = rooms
    this.socket = socket
    this.id = socket.id
    this.namespace = socket.namespace
    this.address = socket.entry.address
    this.isForeign = socket.entry.origin === 'foreign'
    this.exposure = access.exposure(socket.headers)
  }

  /** Whether the contract's broadcasts may reach it. */
  get isEntitled(): boolean {
    return !this.isForeign && (this.exposure === 'open' || this.#hasKey)
  }

  get #hasKey(): boolean {
    return this.socket.arrived.keyHolder !== undefined
  }

  async caller(): Promise<AccountCaller> {
    if (this.isForeign) throw refuse('request.origin')
    const edge = { address: this.address, connection: this.id }
    return this.#access.enter(this.exposure, this.#hasKey, edge)
  }

  emit(event: string, payload: unknown): void {
    this.socket.say(event, JSON.stringify(payload))
  }

  join(room: string): void {
    this.#rooms.join(this.socket, room)
  }

  leave(room: string): void {
    this.#rooms.leave(this.socket, room)
  }

  isIn(room: string): boolean {
    return this.#rooms.has(this.socket, room)
  }

  signedIn(account: AccountId): void {
    this.socket.signedIn(account)
  }

  onClose(listener: () => void): void {
    this.socket.onClose(listener)
  }

  close(): void {
    this.socket.close()
  }
}
