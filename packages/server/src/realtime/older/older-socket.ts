import type { AccountId, ErrorCode } from '@hubbub/protocol'
import type { Socket } from 'socket.io'
import type { AccountCaller } from '../../core/caller.ts'
import type { DoorNamespace } from '../../core/ports/door.ts'
import type { Follower, Hub } from '../../core/ports/hub.ts'
import { endSocket } from '../end-socket.ts'
import type { Entry } from '../entries.ts'
import { eventText, Packet } from '../packet.ts'
import type { Rate } from '../rate.ts'

/** Facts of a handshake, as it was judged. */
export interface Arrived {
  /** Who showed a native token or an API key. */
  keyHolder: AccountCaller | undefined
  /** When the token they showed ends. */
  expiresAt: number | undefined
  /** What each dialect proved, by its name, and the accounts behind it. */
  identities: ReadonlyMap<string, { is: object; account?: AccountId | undefined }>
}

export interface OlderNeeds {
  hub: Pick<Hub, 'attach' | 'detach' | 'join' | 'renew'>
  /** Takes one of the account's seats; refuses where there are too many. */
  seat(socket: Socket, account: AccountId): void
}

/** One socket of the older contracts, whichever of them it speaks. */
export class OlderSocket {
  readonly id: string
  readonly namespace: DoorNamespace
  readonly entry: Entry
  readonly arrived: Arrived
  readonly rate: Rate
  readonly rooms = new Set<string>()
  /** What it asked and what was not begun yet, one after another: a message follows the join before it. */
  readonly work: (() => Promise<void>)[] = []
  readonly #needs: OlderNeeds
  readonly #socket: Socket
  readonly #accounts = new Set<AccountId>()
  readonly #closing: (() => void)[] = []
  endedBy: ErrorCode | 'shutdown' | undefined
  isOpen = true

  constructor(needs: OlderNeeds, socket: Socket, facts: { entry: Entry; arrived: Arrived; rate: Rate }) {
    this.#needs = needs
    this.#socket = socket
    this.id = socket.id
    this.namespace = socket.nsp.name as DoorNamespace
    this.entry = facts.entry
    this.arrived = facts.arrived
    this.rate = facts.rate
    const { keyHolder, identities } = facts.arrived
    if (keyHolder) this.#listenFor(keyHolder.account, keyHolder)
    for (const { account } of identities.values()) if (account !== undefined) this.#listenFor(account)
  }

  get headers(): Readonly<Record<string, unknown>> {
    return this.#socket.handshake.headers
  }

  get account(): AccountId | undefined {
    return [...this.#accounts][0]
  }

  say(event: string, json: string): void {
    if (this.isOpen) this.entry.outbound.say(new Packet(eventText(this.namespace, event, json)))
  }

  share(packet: Packet): void {
    if (this.isOpen) this.entry.outbound.share(packet)
  }

  signedIn(account: AccountId): void {
    if (!this.isOpen || this.#accounts.has(account)) return
    this.#needs.seat(this.#socket, account)
    this.#listenFor(account)
  }

  onClose(listener: () => void): void {
    if (this.isOpen) this.#closing.push(listener)
    else listener()
  }

  close(): void {
    this.#socket.disconnect(true)
  }

  /** It has gone; answers who wants to know. */
  gone(): readonly (() => void)[] {
    this.#shut()
    for (const account of this.#accounts) this.#needs.hub.detach(this.#followerId(account))
    return this.#closing.splice(0)
  }

  /** It speaks for this account, so it ends with it. It follows nothing: what it is told the dialects decide. */
  #listenFor(account: AccountId, { session, key }: Partial<AccountCaller> = {}): void {
    this.#accounts.add(account)
    const id = this.#followerId(account)
    const follower: Follower = {
      id,
      account,
      session,
      key,
      hear() {},
      told() {},
      left() {},
      refresh() {},
      end: (reason) => this.#end(reason),
    }
    this.#needs.hub.attach(follower)
    this.#needs.hub.join(id, [])
    const { keyHolder, expiresAt } = this.arrived
    if (expiresAt !== undefined && keyHolder?.account === account) this.#needs.hub.renew(id, expiresAt)
  }

  #followerId = (account: AccountId): string => `${this.id} ${account}`

  #shut(): void {
    this.isOpen = false
    this.work.length = 0
  }

  #end(reason: ErrorCode | 'shutdown'): void {
    if (this.endedBy !== undefined) return
    this.endedBy = reason
    // It hears and does nothing more, also while the connection waits for what another namespace is still answered.
    this.#shut()
    this.entry.answers.before(reason, () => endSocket(this.#socket, reason))
  }
}
