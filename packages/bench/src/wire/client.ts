import { MARK, type Speech } from './speech.ts'
import { type WireAddress, WireSocket } from './wire-socket.ts'

const ENTER_WITHIN_MS = 60_000

export interface ClientOptions extends Omit<WireAddress, 'path'> {
  speech: Speech
  /** What the speech enters with. */
  token: string
}

/** One person at the wire: enters, sends, counts the messages it is told of. */
export class Client {
  onNews: (messages: number) => void = () => {}
  onAnswer: (number: number) => void = () => {}
  /** Messages told so far. */
  heard = 0
  /** What it heard when live news began. */
  greeting = ''
  readonly ready: Promise<void>
  readonly #speech: Speech
  readonly #token: string
  readonly #socket: WireSocket
  readonly #news: Uint8Array
  readonly #answer: Uint8Array
  /** Who waits for the text of an answer, by its number. */
  #asked: Map<number, (text: string) => void> | undefined
  #entering: PromiseWithResolvers<void> | undefined = Promise.withResolvers<void>()

  constructor({ speech, token, port, from }: ClientOptions) {
    this.#speech = speech
    this.#token = token
    this.#news = Buffer.from(speech.news)
    this.#answer = Buffer.from(speech.answer)
    this.ready = this.#entering?.promise ?? Promise.resolve()
    this.#socket = new WireSocket({ port, from, path: speech.path })
    this.#socket.onText = this.#onText
    this.#socket.onClosed = () => this.#entered(new Error('closed while entering'))
    this.#socket.opened.then(
      () => this.#opened(),
      (error: Error) => this.#entered(error),
    )
    const late = setTimeout(() => this.#entered(new Error('nothing heard')), ENTER_WITHIN_MS)
    const clear = () => clearTimeout(late)
    this.ready.then(clear, clear)
  }

  publish(room: string, text: string, ack?: number): void {
    this.#socket.send(this.#speech.publish(room, text, ack))
  }

  /** Sends a question that expects an answer with this number; gives the whole answer as it came. */
  ask(number: number, question: string): Promise<string> {
    return new Promise((resolve) => {
      this.#asked ??= new Map()
      this.#asked.set(number, resolve)
      this.#socket.send(question)
    })
  }

  /** Told when the other side closes the connection. */
  set onClosed(closed: () => void) {
    this.#socket.onClosed = closed
  }

  close(): void {
    this.#socket.close()
  }

  /** Engine.IO speaks first; a bare WebSocket waits for us. */
  #opened(): void {
    if (!this.#speech.path.includes('EIO=')) this.#enter()
  }

  #enter(): void {
    const words = this.#speech.enter(this.#token)
    if (words === undefined) this.#entered()
    else this.#socket.send(words)
  }

  readonly #onText = (bytes: Buffer, from: number, to: number): void => {
    if (startsWith(bytes, from, to, this.#news)) {
      const messages = marksIn(bytes, from, to)
      this.heard += messages
      this.onNews(messages)
    } else if (startsWith(bytes, from, to, this.#answer)) {
      this.#answered(bytes, from + this.#answer.length, to)
    } else this.#other(bytes.toString('latin1', from, to))
  }

  #answered(bytes: Buffer, from: number, to: number): void {
    const start = bytes.toString('latin1', from, Math.min(to, from + 40))
    const number = Number.parseInt(start, 10)
    if (!start.slice(String(number).length).startsWith(this.#speech.good)) {
      throw new Error(`refused: ${bytes.toString('latin1', from, to)}`)
    }
    const waiting = this.#asked?.get(number)
    if (!waiting) return this.onAnswer(number)
    this.#asked?.delete(number)
    waiting(bytes.toString('latin1', from + String(number).length, to))
  }

  /** Everything that is not counted: Engine.IO's own words, and the way in. */
  #other(text: string): void {
    if (this.#entering && text.startsWith(this.#speech.ready)) {
      this.greeting = text.slice(text.indexOf('['))
      this.#entered()
    } else if (text === '2') this.#socket.send('3')
    else if (text.startsWith('0{')) this.#enter()
    else if (text.startsWith('44')) this.#entered(new Error(`refused: ${text}`))
  }

  #entered(failure?: Error): void {
    if (failure) this.#entering?.reject(failure)
    else this.#entering?.resolve()
    this.#entering = undefined
  }
}

function startsWith(bytes: Buffer, from: number, to: number, wanted: Uint8Array): boolean {
  if (to - from < wanted.length) return false
  // The last byte tells most apart.
  for (let at = wanted.length - 1; at >= 0; at -= 1) {
    if (bytes[from + at] !== wanted[at]) return false
  }
  return true
}

function marksIn(bytes: Buffer, from: number, to: number): number {
  let count = 0
  for (let at = bytes.indexOf(MARK, from); at !== -1 && at < to; at = bytes.indexOf(MARK, at + 1)) count += 1
  return count
}
