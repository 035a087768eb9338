import { element, form } from '../parts/element.ts'
import type { Message } from './lobby-api.ts'

export interface MessageActions {
  edit(id: number): void
  remove(id: number): void
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })

/** The day only where it is not today. */
function timeWords(timestamp: string): string {
  const at = new Date(timestamp)
  if (Number.isNaN(at.getTime())) return ''
  const date = day.format(at)
  return date === day.format(new Date()) ? clock.format(at) : `${date}, ${clock.format(at)}`
}

/** One message. Names and texts are text nodes: what looks like markup is shown as it is. */
export function messageItem(message: Message, isOwn: boolean, actions: MessageActions): HTMLLIElement {
  const { id, username, content, timestamp } = message
  const head = element(
    'p',
    { class: 'message-head' },
    element('bdi', { class: 'author' }, username),
    ...(isOwn ? [element('span', { class: 'you' }, 'you')] : []),
    element('time', { datetime: timestamp }, timeWords(timestamp)),
  )
  const item = element(
    'li',
    { class: 'message', id: `message-${id}` },
    element('span', { class: `initial hue-${hueOf(username)}`, 'aria-hidden': 'true' }, initialOf(username)),
    element('div', { class: 'message-body' }, head, element('p', { class: 'content', dir: 'auto' }, content)),
  )
  if (isOwn) item.append(buttons(message, actions))
  return item
}

function buttons({ id, content }: Message, { edit, remove }: MessageActions): HTMLElement {
  const which = content.length > 40 ? `${content.slice(0, 40)}…` : content
  const button = (words: string, act: (id: number) => void) =>
    element(
      'button',
      { type: 'button', class: 'link', 'aria-label': `${words}: ${which}`, onclick: () => act(id) },
      words,
    )
  return element('div', { class: 'message-actions' }, button('Edit', edit), button('Delete', remove))
}

const initialOf = (name: string): string => Array.from(name)[0]?.toLocaleUpperCase() ?? '?'

/** The same name always has the same colour. */
function hueOf(name: string): number {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return sum % 6
}

/** In the place of the text, while its author changes it. */
export function editBox(
  content: string,
  save: (text: string) => Promise<string | undefined>,
  close: () => void,
) {
  const text = element('textarea', { 'aria-label': 'Your message', rows: '2' })
  text.value = content
  const wrong = element('p', { class: 'wrong', role: 'alert' })
  const submit = async (): Promise<void> => {
    const complaint = text.value === content ? undefined : await save(text.value)
    if (complaint === undefined) return close()
    wrong.textContent = complaint
    text.focus()
  }
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void submit()
  })
  const box = form(
    'edit',
    () => void submit(),
    text,
    wrong,
    element(
      'div',
      { class: 'actions' },
      element('button', { type: 'button', class: 'button', onclick: close }, 'Cancel'),
      element('button', { class: 'button is-primary' }, 'Save'),
    ),
  )
  return { form: box, focus: () => text.focus() }
}
