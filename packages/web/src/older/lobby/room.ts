import { io, type Socket } from 'socket.io-client'
import { connectionState } from '../parts/connection.ts'
import { confirmed } from '../parts/dialog.ts'
import { element } from '../parts/element.ts'
import { composer } from './composer.ts'
import {
  deleteMessage,
  editMessage,
  listMessages,
  login,
  type Message,
  ownMessages,
  pageSize,
  sendMessage,
  SignedOut,
  type Visitor,
} from './lobby-api.ts'
import { MessageList } from './message-list.ts'

/** Before the token's quarter of an hour is over. */
const renewEveryMs = 10 * 60_000

export interface RoomEnds {
  /** A new token of the same person. */
  renewed(visitor: Visitor): void
  left(): void
  /** The sign-in is over, and why. */
  ended(words: string): void
}

/** The room, for as long as somebody is in it. */
export class Room {
  readonly root: HTMLElement
  #visitor: Visitor
  readonly #ends: RoomEnds
  readonly #socket: Socket
  readonly #list: MessageList
  readonly #earlier = element(
    'button',
    { type: 'button', class: 'button', hidden: true },
    'Show earlier messages',
  )
  readonly #trouble = element('div', { class: 'trouble', role: 'alert', hidden: true })
  readonly #present = new Set<string>()
  readonly #renewing: ReturnType<typeof setInterval>

  constructor(visitor: Visitor, ends: RoomEnds) {
    this.#visitor = visitor
    this.#ends = ends
    this.#present.add(visitor.name)
    this.#socket = io({ autoConnect: false })
    this.#list = new MessageList({ edit: (id) => this.#edit(id), remove: (id) => void this.#remove(id) })
    this.#list.root.prepend(this.#earlier)
    this.#earlier.addEventListener('click', () => void this.#guarded(() => this.#loadEarlier()))
    this.root = this.#view()
    this.#listen()
    this.#socket.connect()
    this.#renewing = setInterval(() => void this.#guarded(() => this.#renew()), renewEveryMs)
  }

  close(): void {
    clearInterval(this.#renewing)
    this.#socket.disconnect()
  }

  #view(): HTMLElement {
    const leave = element(
      'button',
      { type: 'button', class: 'button', onclick: () => this.#leave() },
      'Leave',
    )
    return element(
      'main',
      { class: 'room' },
      element(
        'header',
        { class: 'bar' },
        element('h1', {}, 'The lobby'),
        connectionState(this.#socket),
        element(
          'p',
          { class: 'who' },
          element('span', { class: 'who-words' }, 'Here as '),
          element('bdi', {}, this.#visitor.name),
        ),
        leave,
      ),
      this.#trouble,
      this.#list.root,
      composer((text) =>
        this.#complaintOf(async () => this.#list.add(await sendMessage(this.#visitor, text), true)),
      ),
    )
  }

  #listen(): void {
    const socket = this.#socket
    socket.on('connect', () => {
      const { name, token } = this.#visitor
      socket.emit('join', { username: name, token })
      void this.#guarded(() => this.#load())
    })
    socket.on('message', (message: Message) => this.#list.add(message, this.#list.isOwn(message.id)))
    socket.on('message_edited', ({ messageId, content }: { messageId: number; content: string }) =>
      this.#list.change(Number(messageId), content),
    )
    socket.on('message_deleted', ({ messageId }: { messageId: number }) =>
      this.#list.remove(Number(messageId)),
    )
    socket.on('user_joined', ({ username }: { username: string }) => {
      if (!this.#present.has(username)) this.#list.notice(`${username} came in`)
      this.#present.add(username)
    })
    socket.on('user_left', ({ username }: { username: string }) => {
      this.#present.delete(username)
      this.#list.notice(`${username} left`)
    })
  }

  /** After each connect: what was missed is in it, and what was deleted is not. */
  async #load(): Promise<void> {
    this.#list.asksForNewest()
    const [messages, own] = await Promise.all([listMessages(this.#visitor), ownMessages(this.#visitor)])
    this.#list.replaceNewest(messages, own)
    this.#earlier.hidden = messages.length < pageSize
  }

  async #loadEarlier(): Promise<void> {
    const messages = await listMessages(this.#visitor, this.#list.oldest)
    this.#list.addEarlier(messages)
    this.#earlier.hidden = messages.length < pageSize
  }

  async #renew(): Promise<void> {
    this.#visitor = await login(this.#visitor.name, this.#visitor.token)
    this.#ends.renewed(this.#visitor)
  }

  #edit(id: number): void {
    this.#list.edit(id, (text) =>
      this.#complaintOf(async () =>
        this.#list.change(id, (await editMessage(this.#visitor, id, text)).content),
      ),
    )
  }

  async #remove(id: number): Promise<void> {
    const detail = this.#list.message(id)?.content ?? ''
    if (!(await confirmed('Delete this message?', detail, 'Delete'))) return
    await this.#guarded(async () => {
      await deleteMessage(this.#visitor, id)
      this.#list.remove(id)
      this.#list.root.focus()
    })
  }

  #leave(): void {
    this.#socket.emit('leave', { username: this.#visitor.name })
    this.close()
    this.#ends.left()
  }

  /** What went wrong, in words; undefined: nothing. */
  async #complaintOf(work: () => Promise<void>): Promise<string | undefined> {
    try {
      await work()
      return undefined
    } catch (error) {
      if (!(error instanceof SignedOut)) return (error as Error).message
      this.close()
      this.#ends.ended(`${error.message} Enter again to go on.`)
      return undefined
    }
  }

  /** Says what went wrong above the messages, with a way to try again. */
  async #guarded(work: () => Promise<void>): Promise<void> {
    const complaint = await this.#complaintOf(work)
    this.#trouble.hidden = complaint === undefined
    if (complaint === undefined) return this.#trouble.replaceChildren()
    const again = element(
      'button',
      { type: 'button', class: 'button', onclick: () => void this.#guarded(work) },
      'Try again',
    )
    this.#trouble.replaceChildren(element('p', {}, complaint), again)
  }
}
