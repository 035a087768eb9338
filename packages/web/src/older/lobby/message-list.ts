import { element } from '../parts/element.ts'
import type { Message } from './lobby-api.ts'
import { editBox, type MessageActions, messageItem } from './message-item.ts'

/** How near the end one has to be for new messages to be shown by themselves. */
const nearEnd = 80

/** The messages on the page, in the order of their numbers, each once. */
export class MessageList {
  readonly root = element('div', {
    class: 'scroller',
    tabindex: '0',
    role: 'region',
    'aria-label': 'Conversation',
  })
  readonly #items = element('ol', { class: 'messages' })
  readonly #log = element(
    'div',
    { role: 'log', 'aria-label': 'Messages', 'aria-live': 'polite' },
    this.#items,
  )
  readonly #empty = element('p', { class: 'empty' }, 'Nothing has been written yet. Say hello.')
  readonly #toEnd = element(
    'button',
    { type: 'button', class: 'button to-end', hidden: true },
    'New messages',
  )
  readonly #messages = new Map<number, Message>()
  readonly #own = new Set<number>()
  /** Came since the newest were asked for. */
  readonly #sinceAsked = new Set<number>()
  readonly #actions: MessageActions

  constructor(actions: MessageActions) {
    this.#actions = actions
    this.#empty.hidden = true
    this.root.append(this.#empty, this.#log, this.#toEnd)
    this.#toEnd.addEventListener('click', () => this.#scrollToEnd())
    this.root.addEventListener('scroll', () => {
      if (this.#isAtEnd()) this.#toEnd.hidden = true
    })
  }

  get oldest(): number | undefined {
    return [...this.#messages.keys()].sort((one, other) => one - other)[0]
  }

  message(id: number): Message | undefined {
    return this.#messages.get(id)
  }

  isOwn(id: number): boolean {
    return this.#own.has(id)
  }

  /** The answer may be older than what is added from now on. */
  asksForNewest(): void {
    this.#sinceAsked.clear()
  }

  /** What the server has now. Earlier ones are asked for again: they may have changed as well. */
  replaceNewest(messages: readonly Message[], own: readonly number[]): void {
    const wasAtEnd = this.#isAtEnd()
    const known = new Set(messages.map(({ id }) => id))
    for (const id of own) this.#own.add(id)
    for (const id of this.#sinceAsked) known.add(id)
    for (const id of this.#messages.keys()) if (!known.has(id)) this.remove(id)
    // Not news: a screen reader is not told all of it.
    this.#log.setAttribute('aria-busy', 'true')
    for (const message of messages) this.#put(message)
    this.#log.removeAttribute('aria-busy')
    this.#showEmpty()
    if (wasAtEnd) this.#scrollToEnd()
  }

  addEarlier(messages: readonly Message[]): void {
    const height = this.root.scrollHeight
    this.#log.setAttribute('aria-busy', 'true')
    for (const message of messages) this.#put(message)
    this.#log.removeAttribute('aria-busy')
    this.root.scrollTop += this.root.scrollHeight - height
  }

  add(message: Message, isOwn: boolean): void {
    const wasAtEnd = this.#isAtEnd()
    const isNew = !this.#messages.has(message.id)
    if (isOwn) this.#own.add(message.id)
    this.#sinceAsked.add(message.id)
    this.#put(message)
    this.#showEmpty()
    if (wasAtEnd || isOwn) this.#scrollToEnd()
    else if (isNew) this.#toEnd.hidden = false
  }

  change(id: number, content: string): void {
    const message = this.#messages.get(id)
    if (message) this.#put({ ...message, content })
  }

  remove(id: number): void {
    this.#messages.delete(id)
    this.#element(id)?.remove()
    this.#showEmpty()
  }

  /** Something that is no message: who comes and goes. */
  notice(words: string): void {
    const wasAtEnd = this.#isAtEnd()
    this.#items.append(element('li', { class: 'notice' }, words))
    if (wasAtEnd) this.#scrollToEnd()
  }

  edit(id: number, save: (text: string) => Promise<string | undefined>): void {
    const item = this.#element(id)
    const message = this.#messages.get(id)
    if (!item || !message || item.querySelector('form')) return
    const { form, focus } = editBox(message.content, save, () => {
      const standing = this.#messages.get(id)
      if (standing) this.#draw(standing)
      this.#element(id)?.querySelector('button')?.focus()
    })
    item.querySelector('.content')?.replaceWith(form)
    item.querySelector('.message-actions')?.remove()
    focus()
  }

  #put(message: Message): void {
    const known = this.#messages.get(message.id)
    this.#messages.set(message.id, message)
    const item = this.#element(message.id)
    // Who is at it keeps what they write; a message that is as it was stays as it stands.
    const isSame =
      known?.content === message.content && item?.classList.contains('is-own') === this.#own.has(message.id)
    if (isSame || item?.querySelector('form')) return
    this.#draw(message)
  }

  #draw(message: Message): void {
    const isOwn = this.#own.has(message.id)
    const drawn = messageItem(message, isOwn, this.#actions)
    drawn.classList.toggle('is-own', isOwn)
    const standing = this.#element(message.id)
    if (standing) return standing.replaceWith(drawn)
    const next = [...this.#messages.keys()]
      .filter((id) => id > message.id && this.#element(id))
      .sort((a, b) => a - b)[0]
    this.#items.insertBefore(drawn, next === undefined ? null : (this.#element(next) ?? null))
  }

  #element(id: number): HTMLElement | undefined {
    return this.#items.querySelector<HTMLElement>(`#message-${id}`) ?? undefined
  }

  #showEmpty(): void {
    this.#empty.hidden = this.#messages.size > 0
  }

  #isAtEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.root
    return scrollHeight - scrollTop - clientHeight < nearEnd
  }

  #scrollToEnd(): void {
    this.root.scrollTop = this.root.scrollHeight
    this.#toEnd.hidden = true
  }
}
