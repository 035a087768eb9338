import type { Client } from '../wire/client.ts'
import { drained, type Load } from './load.ts'

export interface Sender {
  client: Client
  room: string
}

/** Everybody sends and waits for the answer before sending again. */
export class SendsLoad implements Load {
  readonly #senders: readonly Sender[]
  readonly #text: string
  #isOn = false
  #sent = 0
  #answered = 0
  #times: number[] = []

  constructor(senders: readonly Sender[], text: string) {
    this.#senders = senders
    this.#text = text
  }

  start(): void {
    this.#isOn = true
    this.#times = []
    for (const sender of this.#senders) this.#converse(sender)
  }

  async stop(): Promise<void> {
    this.#isOn = false
    await drained(
      () => this.#answered === this.#sent,
      () => `${this.#sent - this.#answered} answers of ${this.#sent}`,
    )
  }

  done(): number {
    return this.#answered
  }

  times(): readonly number[] {
    return this.#times
  }

  #converse({ client, room }: Sender): void {
    let number = 0
    let sentAt = 0
    const send = () => {
      number += 1
      this.#sent += 1
      sentAt = performance.now()
      client.publish(room, this.#text, number)
    }
    client.onAnswer = (answered) => {
      if (answered !== number) throw new Error(`answer ${answered} to question ${number}`)
      this.#answered += 1
      this.#times.push(performance.now() - sentAt)
      if (this.#isOn) send()
    }
    send()
  }
}
