import { useState } from 'preact/hooks'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { PasswordField } from '../parts/password-field.tsx'
import { type Errors, useForm } from '../parts/use-form.ts'
import type { EntryWords } from '../words/entry-en.ts'
import { entryWords } from '../words/entry.ts'
import { type AccountField, accountFault } from './account-faults.ts'
import { passwordFault } from './password-fault.ts'
import { usernameFrom } from './username-from.ts'
import { UsernameField } from './username-field.tsx'

/** What somebody chose for a new account; an e-mail address that was left out is left out. */
export interface ChosenAccount {
  displayName: string
  username: string
  email?: string
  password: string
}

interface AccountFormProps {
  send(account: ChosenAccount): Promise<void>
  submit: string
  busy: string
  checksUsername: boolean
}

const ids: Record<AccountField, string> = {
  displayName: 'display-name',
  username: 'username',
  email: 'email',
  password: 'new-password',
}

/** Name, username, e-mail and password of a new account: for set-up and for sign-up. */
export function AccountForm({ send, submit, busy, checksUsername }: AccountFormProps) {
  const words = entryWords.value
  const [ownUsername, setOwnUsername] = useState(false)
  const form = useForm<AccountField>({
    initial: { displayName: '', username: '', email: '', password: '' },
    check: (values) => missingIn(values, words),
    send: ({ displayName, username, email, password }) =>
      send({ displayName, username, password, ...(email.trim() === '' ? {} : { email: email.trim() }) }),
    faultOf: (failure) => accountFault(failure, words),
  })
  const { values } = form
  const errors = form.fault.errors ?? {}

  function setDisplayName(displayName: string): void {
    form.set('displayName', displayName)
    if (!ownUsername) form.set('username', usernameFrom(displayName))
  }

  function setUsername(username: string): void {
    setOwnUsername(username !== '')
    form.set('username', username)
  }

  return (
    <Form form={form} ids={ids} submit={submit} busy={busy}>
      <Field
        id={ids.displayName}
        label={words.field.displayName}
        value={values.displayName}
        onValue={setDisplayName}
        error={errors.displayName}
        hint={words.field.displayNameHint}
        input={{ autocomplete: 'name', maxLength: 80, required: true, dir: 'auto', autofocus: true }}
      />
      <UsernameField
        value={values.username}
        onValue={setUsername}
        error={errors.username}
        checks={checksUsername}
      />
      <Field
        id={ids.email}
        label={words.field.email}
        optional
        value={values.email}
        onValue={(email) => form.set('email', email)}
        error={errors.email}
        hint={words.field.emailHint}
        input={{ type: 'email', autocomplete: 'email', maxLength: 254 }}
      />
      <PasswordField
        id={ids.password}
        isNew
        label={words.field.password}
        value={values.password}
        onValue={(password) => form.set('password', password)}
        error={errors.password}
        hint={words.field.passwordHint}
      />
    </Form>
  )
}

function missingIn(values: Record<AccountField, string>, { field }: EntryWords): Errors<AccountField> {
  const errors: Errors<AccountField> = {}
  if (values.displayName.trim() === '') errors.displayName = field.needsName
  if (values.username.trim() === '') errors.username = field.needsUsername
  const password = passwordFault(values.password, { field })
  if (password !== undefined) errors.password = password
  return errors
}
