import { Field } from '../parts/field.tsx'
import { entryWords } from '../words/entry.ts'
import { type NameState, useNameState } from './username-check.ts'

interface UsernameFieldProps {
  value: string
  onValue: (value: string) => void
  error: string | undefined
  /** An owner may have names that are kept back from others, which the check does not know. */
  checks: boolean
}

/** A username with word of whether it is free, and others to take where it is not. */
export function UsernameField({ value, onValue, error, checks }: UsernameFieldProps) {
  const state = useNameState(checks && error === undefined ? value : '')
  return (
    <Field
      id="username"
      label={entryWords.value.field.username}
      value={value}
      onValue={onValue}
      error={error}
      hint={entryWords.value.field.usernameHint}
      describedBy="username-state"
      input={{
        autocomplete: 'username',
        autocapitalize: 'none',
        spellcheck: false,
        maxLength: 40,
        required: true,
      }}
    >
      <Availability state={state} username={value} onTake={onValue} />
    </Field>
  )
}

interface AvailabilityProps {
  state: NameState
  username: string
  onTake: (username: string) => void
}

function Availability({ state, username, onTake }: AvailabilityProps) {
  const words = entryWords.value.field
  const answer = typeof state === 'object' ? state : undefined
  return (
    <>
      <p
        class={`field-state${answer?.available ? ' is-good' : answer ? ' is-bad' : ''}`}
        id="username-state"
        role="status"
      >
        {state === 'checking' && words.checkingName}
        {answer?.available && words.free(username)}
        {answer && !answer.available && (answer.reason ?? words.taken)}
      </p>
      {answer && answer.suggestions.length > 0 && (
        <p class="suggestions">
          {words.suggestions}
          {answer.suggestions.map((one) => (
            <button
              key={one}
              type="button"
              class="chip"
              aria-label={words.takeSuggestion(one)}
              onClick={() => onTake(one)}
            >
              {one}
            </button>
          ))}
        </p>
      )}
    </>
  )
}
