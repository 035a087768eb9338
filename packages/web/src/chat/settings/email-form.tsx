import { Field } from '../../parts/field.tsx'
import { Form } from '../../parts/form.tsx'
import { PasswordField, UsernameForManagers } from '../../parts/password-field.tsx'
import { say } from '../../parts/toasts.tsx'
import { useForm } from '../../parts/use-form.ts'
import { dialogWords } from '../../words/dialog.ts'
import { entryWords } from '../../words/entry.ts'
import { useChat } from '../chat-context.ts'
import { provenFault } from './proven-fault.ts'

/** The address I can sign in with. Who finds my device open must not take the account with it: the password is asked for. */
export function EmailForm() {
  const chat = useChat()
  const words = dialogWords.value.settings
  const { field } = entryWords.value
  const { email: present = '', username = '' } = chat.account.value ?? {}
  const form = useForm<'email' | 'proof'>({
    initial: { email: present, proof: '' },
    check: ({ email, proof }) => ({
      ...(email.trim() === present ? { email: words.sameEmail } : {}),
      ...(proof === '' ? { proof: field.givePassword } : {}),
    }),
    async send({ email, proof }) {
      const changed = await chat.client.ask('account.update', { email: email.trim(), password: proof })
      form.set('email', changed.email ?? '')
      form.set('proof', '')
      say(changed.email === undefined ? words.emailRemoved : words.emailChanged)
    },
    faultOf: provenFault,
  })
  return (
    <section aria-labelledby="settings-email">
      <h3 id="settings-email">{field.email}</h3>
      <Form
        form={form}
        ids={{ email: 'my-email', proof: 'my-email-proof' }}
        submit={words.changeEmail}
        busy={dialogWords.value.saving}
      >
        <Field
          id="my-email"
          label={words.emailAddress}
          value={form.values.email}
          onValue={(email) => form.set('email', email)}
          error={form.fault.errors?.email}
          hint={field.emailHint}
          input={{ type: 'email', maxLength: 254, autocomplete: 'email' }}
        />
        <UsernameForManagers username={username} />
        <PasswordField
          id="my-email-proof"
          isNew={false}
          label={words.proof}
          value={form.values.proof}
          onValue={(proof) => form.set('proof', proof)}
          error={form.fault.errors?.proof}
        />
      </Form>
    </section>
  )
}
