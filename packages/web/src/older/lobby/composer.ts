import { element, form, whileBusy } from '../parts/element.ts'

/** Where messages are written. What was not stored stays in it. */
export function composer(send: (text: string) => Promise<string | undefined>): HTMLElement {
  const wrong = element('p', { class: 'wrong', role: 'alert', id: 'composer-wrong' })
  const text = element('textarea', {
    id: 'composer',
    rows: '1',
    placeholder: 'Write to everybody',
    'aria-describedby': wrong.id,
  })
  const button = element('button', { class: 'button is-primary' }, 'Send')

  async function submit(): Promise<void> {
    if (text.value.trim() === '') return
    const complaint = await send(text.value)
    wrong.textContent = complaint ?? ''
    if (complaint === undefined) text.value = ''
    text.focus()
  }

  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void whileBusy(button, submit)
  })
  return form(
    'composer',
    () => void whileBusy(button, submit),
    wrong,
    element('label', { for: 'composer', class: 'sr-only' }, 'Message'),
    element('div', { class: 'composer-row' }, text, button),
  )
}
