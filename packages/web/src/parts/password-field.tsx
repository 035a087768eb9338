import { useState } from 'preact/hooks'
import { entryWords } from '../words/entry.ts'
import { Field, type FieldProps } from './field.tsx'

interface PasswordFieldProps extends Omit<FieldProps, 'beside' | 'input'> {
  /** Whether a password manager should offer a new one. */
  isNew: boolean
}

/** A password that can be shown; typed, pasted or filled in by a password manager. */
export function PasswordField({ isNew, ...field }: PasswordFieldProps) {
  const [shown, setShown] = useState(false)
  const words = entryWords.value.field
  return (
    <Field
      {...field}
      input={{
        name: 'password',
        type: shown ? 'text' : 'password',
        autocomplete: isNew ? 'new-password' : 'current-password',
        autocapitalize: 'none',
        spellcheck: false,
        maxLength: 256,
        required: true,
        minLength: isNew ? 8 : undefined,
      }}
      beside={
        <button
          type="button"
          class="field-button"
          aria-label={shown ? words.hidePassword : words.showPassword}
          aria-pressed={shown}
          aria-controls={field.id}
          onClick={() => setShown(!shown)}
        >
          {shown ? words.hide : words.show}
        </button>
      }
    />
  )
}

/** Password managers keep a password together with its name, also where the name is not asked for. */
export function UsernameForManagers({ username }: { username: string }) {
  return (
    <input
      class="sr-only"
      type="text"
      autocomplete="username"
      value={username}
      readOnly
      tabIndex={-1}
      aria-hidden="true"
    />
  )
}
