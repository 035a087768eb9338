import { element, field, form } from '../parts/element.ts'

/** Where the list is protected: asks for a key, which the page keeps until it is closed. */
export function keyForm(words: string, entered: (key: string) => void): HTMLElement {
  const key = field('key', 'API key', { type: 'password', autocomplete: 'off', required: true })

  function open(): void {
    const given = key.input.value.trim()
    if (given !== '') return entered(given)
    key.complain('Enter a key.')
    key.input.focus()
  }

  key.complain(words)
  return element(
    'main',
    { class: 'card' },
    element('h1', {}, 'Users'),
    element('p', { class: 'detail' }, 'Others can reach this server, so the list asks for a key.'),
    form('form', open, key.row, element('button', { class: 'button is-primary' }, 'Open the list')),
    element(
      'p',
      { class: 'note' },
      'Who runs the server makes one: ',
      element('code', {}, 'hubbub key create'),
      '.',
    ),
  )
}
