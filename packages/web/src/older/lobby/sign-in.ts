import { element, field, form, whileBusy } from '../parts/element.ts'
import { login, Refused, type Visitor } from './lobby-api.ts'

/** The way in. `words`: why one stands here again. */
export function signInView(
  { name = '', words = '' }: { name?: string; words?: string },
  entered: (visitor: Visitor) => void,
): HTMLElement {
  const username = field('username', 'Your name', {
    value: name,
    maxlength: '80',
    required: true,
    autocomplete: 'nickname',
    autocapitalize: 'words',
    spellcheck: 'false',
  })
  const free = element('div', { class: 'suggestions' })
  const button = element('button', { class: 'button is-primary' }, 'Enter the lobby')

  async function enter(): Promise<void> {
    const wanted = username.input.value.trim()
    username.complain('')
    free.replaceChildren()
    try {
      entered(await login(wanted))
    } catch (error) {
      username.complain((error as Error).message)
      if (error instanceof Refused) suggest(error.suggestions)
      username.input.focus()
    }
  }

  function suggest(names: readonly string[]): void {
    if (names.length === 0) return
    const choices = names.map((one) =>
      element('button', { type: 'button', class: 'button', onclick: () => take(one) }, one),
    )
    free.append(element('p', {}, 'Free just now:'), ...choices)
  }

  function take(one: string): void {
    username.input.value = one
    void whileBusy(button, enter)
  }

  username.complain(words)
  return element(
    'main',
    { class: 'card' },
    element('h1', {}, 'The lobby'),
    element('p', { class: 'detail' }, 'One public room. Choose a name; there is no password.'),
    form('form', () => void whileBusy(button, enter), username.row, free, button),
    element('p', { class: 'note' }, 'Anybody who can reach this server can read what is written here.'),
  )
}
