import { accountFault } from '../../entry/account-faults.ts'
import { passwordFault } from '../../entry/password-fault.ts'
import { failureIn } from '../../page/problem.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { Form } from '../../parts/form.tsx'
import { PasswordField, UsernameForManagers } from '../../parts/password-field.tsx'
import { say } from '../../parts/toasts.tsx'
import { useForm } from '../../parts/use-form.ts'
import { dialogWords } from '../../words/dialog.ts'
import { entryWords } from '../../words/entry.ts'
import { useChat } from '../chat-context.ts'
import { NoticeSection } from '../notices/notice-section.tsx'
import { Devices } from './devices.tsx'
import { closeDialog } from './open-dialog.ts'

/** My name, my password, and where I am signed in. */
export function Settings() {
  const chat = useChat()
  const words = dialogWords.value.settings
  const isPerson = chat.account.value?.role !== 'guest'
  return (
    <Dialog heading={words.heading} onClose={closeDialog}>
      <div class="settings">
        <ProfileForm />
        {isPerson && <PasswordForm />}
        <NoticeSection />
        <Devices />
      </div>
    </Dialog>
  )
}

function ProfileForm() {
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

function PasswordForm() {
  const chat = useChat()
  const words = dialogWords.value
  const entry = entryWords.value
  const form = useForm<'current' | 'password'>({
    initial: { current: '', password: '' },
    check(values) {
      const fault = passwordFault(values.password, entry)
      return {
        ...(values.current === '' ? { current: entry.field.givePassword } : {}),
        ...(fault === undefined ? {} : { password: fault }),
      }
    },
    async send(values) {
      await chat.client.ask('password.change', values)
      form.set('current', '')
      form.set('password', '')
      say(words.settings.passwordChanged)
    },
    faultOf: (failure) =>
      failureIn(failure)?.code === 'auth.wrong-credentials'
        ? { errors: { current: words.settings.wrongPassword } }
        : accountFault(failure, entry),
  })
  return (
    <section aria-labelledby="settings-password">
      <h3 id="settings-password">{words.settings.password}</h3>
      <Form
        form={form}
        ids={{ current: 'my-password', password: 'my-new-password' }}
        submit={words.settings.changePassword}
        busy={words.saving}
      >
        <UsernameForManagers username={chat.account.value?.username ?? ''} />
        <PasswordField
          id="my-password"
          isNew={false}
          label={words.settings.currentPassword}
          value={form.values.current}
          onValue={(value) => form.set('current', value)}
          error={form.fault.errors?.current}
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
