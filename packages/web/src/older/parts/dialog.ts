import { element } from './element.ts'

/** Asks before something is lost. Resolves with whether it was wanted; the focus goes back where it was. */
export function confirmed(question: string, detail: string, yes: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const title = element('h2', { id: 'question' }, question)
  const keep = element('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, 'Cancel')
  const doIt = element(
    'button',
    { type: 'button', class: 'button is-danger', onclick: () => dialog.close('yes') },
    yes,
  )
  const dialog = element(
    'dialog',
    { 'aria-labelledby': title.id, class: 'dialog' },
    title,
    element('p', { class: 'detail' }, detail),
    element('div', { class: 'actions' }, keep, doIt),
  )
  dialog.addEventListener('close', () => {
    dialog.remove()
    resolve(dialog.returnValue === 'yes')
  })
  document.body.append(dialog)
  dialog.showModal()
  keep.focus()
  return promise
}
