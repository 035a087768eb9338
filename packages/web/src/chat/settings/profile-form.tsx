import { accountFault } from '../../entry/account-faults.ts'
import { Field } from '../../parts/field.tsx'
import { Form } from '../../parts/form.tsx'
import { say } from '../../parts/toasts.tsx'
import { useForm } from '../../parts/use-form.ts'
import { dialogWords } from '../../words/dialog.ts'
import { entryWords } from '../../words/entry.ts'
import { useChat } from '../chat-context.ts'

/** How others see me. */
export function ProfileForm() {
  const chat = useChat()
  const words = dialogWords.value
  const entry = entryWords.value
  const { displayName = '', username = '', role } = chat.account.value ?? {}
  const form = useForm<'displayName' | 'username'>({
    initial: { displayName, username },
    check: (values) => ({
      ...(values.displayName.trim() === '' ? { displayName: entry.field.needsName } : {}),
      ...(values.username.trim() === '' ? { username: entry.field.needsUsername } : {}),
    }),
    async send(values) {
      const isRenamed = values.username.trim() !== username
      await chat.client.ask('profile.update', {
        displayName: values.displayName.trim(),
        ...(isRenamed ? { username: values.username.trim() } : {}),
      })
      say(words.saved)
    },
    faultOf: (failure) => accountFault(failure, entry),
  })
  return (
    <section aria-labelledby="settings-profile">
      <h3 id="settings-profile">{words.settings.profile}</h3>
      <Form
        form={form}
        ids={{ displayName: 'my-name', username: 'my-username' }}
        submit={words.save}
        busy={words.saving}
      >
        <Field
          id="my-name"
          label={entry.field.displayName}
          value={form.values.displayName}
          onValue={(name) => form.set('displayName', name)}
          error={form.fault.errors?.displayName}
          input={{ maxLength: 80, required: true, dir: 'auto', autocomplete: 'name' }}
        />
        {role !== 'guest' && (
          <Field
            id="my-username"
            label={entry.field.username}
            value={form.values.username}
            onValue={(name) => form.set('username', name)}
            error={form.fault.errors?.username}
            hint={entry.field.usernameHint}
            input={{
              maxLength: 40,
              required: true,
              autocomplete: 'off',
              autocapitalize: 'none',
              spellcheck: false,
            }}
          />
        )}
      </Form>
    </section>
  )
}
