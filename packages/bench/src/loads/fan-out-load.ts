import type { Client } from '../wire/client.ts'
import { drained, type Load } from './load.ts'

export interface FanOutRoom {
  id: string
  /** All of them hear; as many as there are messages under way also speak, in turn. */
  members: readonly Client[]
}

export interface FanOutPlan {
  rooms: readonly FanOutRoom[]
  text: string
  /** Messages of a room that are under way at once. */
  inFlight: number
  /** Whether the program wants to answer each message. */
  acks: boolean
}

/** One message after another to everybody: the next goes when everybody has heard the one before. */
export class FanOutLoad implements Load {
  readonly #plan: FanOutPlan
  readonly #rooms: RoomUnderLoad[]
  #isOn = false
  #times: number[] = []

  constructor(plan: FanOutPlan) {
    this.#plan = plan
    this.#rooms = plan.rooms.map((room) => new RoomUnderLoad(room, (tookMs) => this.#told(tookMs)))
  }

  start(): void {
    this.#isOn = true
    this.#times = []
    for (const room of this.#rooms) {
      room.next = () => {
        if (this.#isOn) room.publish(this.#plan)
      }
      for (let number = 0; number < this.#plan.inFlight; number += 1) room.next()
    }
  }

  async stop(): Promise<void> {
    this.#isOn = false
    await drained(
      () => this.#rooms.every((room) => room.isQuiet()),
      () => `deliveries, of ${this.done()}`,
    )
    for (const room of this.#rooms) room.check()
  }

  done(): number {
    return this.#rooms.reduce((sum, { delivered }) => sum + delivered, 0)
  }

  times(): readonly number[] {
    return this.#times
  }

  #told(tookMs: number): void {
    this.#times.push(tookMs)
  }
}

class RoomUnderLoad {
  delivered = 0
  next: () => void = () => {}
  readonly #room: FanOutRoom
  readonly #heardBefore: readonly number[]
  readonly #completed: (tookMs: number) => void
  readonly #sentAt: number[] = []
  #published = 0
  #complete = 0

  constructor(room: FanOutRoom, completed: (tookMs: number) => void) {
    this.#room = room
    this.#completed = completed
    this.#heardBefore = room.members.map(({ heard }) => heard)
    for (const member of room.members) member.onNews = (messages) => this.#heard(messages)
  }

  publish({ text, acks, inFlight }: FanOutPlan): void {
    const { id, members } = this.#room
    const speaker = members[this.#published % Math.min(inFlight, members.length)]
    this.#sentAt.push(performance.now())
    this.#published += 1
    speaker?.publish(id, text, acks ? this.#published : undefined)
  }

  isQuiet(): boolean {
    return this.#complete === this.#published
  }

  /** The sum may be right by chance: each of them has to have heard everything, once. */
  check(): void {
    this.#room.members.forEach(({ heard }, place) => {
      const own = heard - (this.#heardBefore[place] ?? 0)
      if (own !== this.#published) throw new Error(`somebody heard ${own} of ${this.#published} messages`)
    })
  }

  #heard(messages: number): void {
    this.delivered += messages
    const size = this.#room.members.length
    while (this.#complete < this.#published && this.delivered >= (this.#complete + 1) * size) {
      this.#complete += 1
      this.#completed(performance.now() - (this.#sentAt.shift() ?? 0))
      this.next()
    }
  }
}
