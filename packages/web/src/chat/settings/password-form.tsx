import { passwordFault } from '../../entry/password-fault.ts'
import { Form } from '../../parts/form.tsx'
import { PasswordField, UsernameForManagers } from '../../parts/password-field.tsx'
import { say } from '../../parts/toasts.tsx'
import { useForm } from '../../parts/use-form.ts'
import { dialogWords } from '../../words/dialog.ts'
import { entryWords } from '../../words/entry.ts'
import { useChat } from '../chat-context.ts'
import { provenFault } from './proven-fault.ts'

export function PasswordForm() {
  const chat = useChat()
  const words = dialogWords.value
  const entry = entryWords.value
  const form = useForm<'proof' | 'password'>({
    initial: { proof: '', password: '' },
    check(values) {
      const fault = passwordFault(values.password, entry)
      return {
        ...(values.proof === '' ? { proof: entry.field.givePassword } : {}),
        ...(fault === undefined ? {} : { password: fault }),
      }
    },
    async send({ proof, password }) {
      await chat.client.ask('password.change', { current: proof, password })
      form.set('proof', '')
      form.set('password', '')
      say(words.settings.passwordChanged)
    },
    faultOf: provenFault,
  })
  return (
    <section aria-labelledby="settings-password">
      <h3 id="settings-password">{words.settings.password}</h3>
      <Form
        form={form}
        ids={{ proof: 'my-password', password: 'my-new-password' }}
        submit={words.settings.changePassword}
        busy={words.saving}
      >
        <UsernameForManagers username={chat.account.value?.username ?? ''} />
        <PasswordField
          id="my-password"
          isNew={false}
          label={words.settings.currentPassword}
          value={form.values.proof}
          onValue={(value) => form.set('proof', value)}
          error={form.fault.errors?.proof}
        />
        <PasswordField
          id="my-new-password"
          isNew
          label={entry.field.newPassword}
          value={form.values.password}
          onValue={(value) => form.set('password', value)}
          error={form.fault.errors?.password}
          hint={entry.field.passwordHint}
        />
      </Form>
    </section>
  )
}
