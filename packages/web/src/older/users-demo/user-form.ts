import { element, field, form, whileBusy } from '../parts/element.ts'
import type { UserFields } from './users-api.ts'

/** Name and address, for adding and for changing. `save` answers what is wrong; undefined: nothing. */
export function userForm(
  { id, button: words, user = { name: '', email: '' } }: { id: string; button: string; user?: UserFields },
  save: (fields: UserFields) => Promise<string | undefined>,
  ...more: HTMLElement[]
): { form: HTMLFormElement; name: HTMLInputElement } {
  const name = field(`${id}-name`, 'Name', { maxlength: '200', value: user.name, autocomplete: 'off' })
  const email = field(`${id}-email`, 'E-mail', {
    maxlength: '254',
    value: user.email,
    type: 'email',
    autocomplete: 'off',
  })
  const button = element('button', { class: 'button is-primary' }, words)

  async function submit(): Promise<void> {
    const complaint = await save({ name: name.input.value, email: email.input.value })
    const isOfEmail = complaint?.includes('email') === true
    name.complain(isOfEmail ? '' : (complaint ?? ''))
    email.complain(isOfEmail ? (complaint ?? '') : '')
    if (complaint !== undefined) return (isOfEmail ? email : name).input.focus()
    made.reset()
    name.input.focus()
  }

  const made = form(
    'user-form',
    () => void whileBusy(button, submit),
    name.row,
    email.row,
    element('div', { class: 'actions' }, ...more, button),
  )
  return { form: made, name: name.input }
}

/** A dialog with the values of a user. */
export function editDialog(
  user: UserFields,
  save: (fields: UserFields) => Promise<string | undefined>,
): void {
  const title = element('h2', { id: 'edit-title' }, 'Change user')
  const cancel = element(
    'button',
    { type: 'button', class: 'button', onclick: () => dialog.close() },
    'Cancel',
  )
  const saveAndClose = async (fields: UserFields): Promise<string | undefined> => {
    const complaint = await save(fields)
    if (complaint === undefined) dialog.close()
    return complaint
  }
  const fields = userForm({ id: 'edit', button: 'Save', user }, saveAndClose, cancel)
  const dialog = element('dialog', { class: 'dialog', 'aria-labelledby': title.id }, title, fields.form)
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
  fields.name.focus()
}
