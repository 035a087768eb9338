import { useState } from 'preact/hooks'
import { deviceName } from '../page/device.ts'
import { enter } from '../page/signed-in.ts'
import { sdk } from '../page/sdk.ts'
import { serverFacts } from '../page/server-facts.ts'
import { useTitle } from '../page/title.ts'
import { Form } from '../parts/form.tsx'
import { PasswordField, UsernameForManagers } from '../parts/password-field.tsx'
import { type FormState, useForm } from '../parts/use-form.ts'
import { entryWords } from '../words/entry.ts'
import { accountFault } from './account-faults.ts'
import { Card, EntryPage } from './card.tsx'
import { LinkGate } from './link-gate.tsx'
import { passwordFault } from './password-fault.ts'

/** A new password by a one-time link. */
export function Password() {
  const words = entryWords.value
  useTitle(words.password.title, serverFacts.value?.name)
  return (
    <EntryPage>
      <LinkGate purpose="password">
        {(token, { username }) => <PasswordCard token={token} username={username ?? ''} />}
      </LinkGate>
    </EntryPage>
  )
}

function PasswordCard({ token, username }: { token: string; username: string }) {
  const words = entryWords.value
  const [saved, setSaved] = useState(false)
  const form = useForm<'password'>({
    initial: { password: '' },
    check(values) {
      const fault = passwordFault(values.password, words)
      return fault === undefined ? {} : { password: fault }
    },
    async send({ password }) {
      const client = await sdk()
      await client.askAnonymously('password.reset', { token, password })
      // From here on the link is used up: whatever fails now, the person can sign in.
      setSaved(true)
      await client.signIn({ identifier: username, password, device: deviceName() })
      enter()
    },
    faultOf: (failure) => accountFault(failure, words),
  })

  return (
    <Card heading={words.password.heading}>
      {saved && !form.busy ? (
        <>
          <p role="status">{words.password.saved}</p>
          <a class="button is-primary is-wide" href="/">
            {words.signIn.submit}
          </a>
        </>
      ) : (
        <PasswordForm form={form} username={username} />
      )}
    </Card>
  )
}

function PasswordForm({ form, username }: { form: FormState<'password'>; username: string }) {
  const { password: words, field } = entryWords.value
  return (
    <>
      <p class="lead">{words.lead(username)}</p>
      <Form form={form} ids={{ password: 'new-password' }} submit={words.submit} busy={words.busy}>
        <UsernameForManagers username={username} />
        <PasswordField
          id="new-password"
          isNew
          label={field.newPassword}
          value={form.values.password}
          onValue={(value) => form.set('password', value)}
          error={form.fault.errors?.password}
          hint={field.passwordHint}
        />
      </Form>
    </>
  )
}
