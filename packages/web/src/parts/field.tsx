import type { ComponentChildren, InputHTMLAttributes, LooseInputHTMLAttributes } from 'preact'
import { entryWords } from '../words/entry.ts'

export interface FieldProps {
  id: string
  label: string
  value: string
  onValue: (value: string) => void
  hint?: string | undefined
  error?: string | undefined
  optional?: boolean
  /** Anything of an input's own. Loose, since a password that is shown changes its type. */
  input?: LooseInputHTMLAttributes<HTMLInputElement>
  /** Beside the input, inside its frame. */
  beside?: ComponentChildren
  /** Below the input, before the hint. */
  children?: ComponentChildren
  /** Ids of what else describes it. */
  describedBy?: string | undefined
}

/** A labelled input with its hint and its error, told to assistive technology as what they are. */
export function Field(props: FieldProps) {
  const { id, label, value, onValue, hint, error, optional, input, beside, children } = props
  const described = [
    error === undefined ? undefined : `${id}-error`,
    props.describedBy,
    hint === undefined ? undefined : `${id}-hint`,
  ].filter((one) => one !== undefined)
  return (
    <div class={`field${error === undefined ? '' : ' is-wrong'}`}>
      <label for={id}>
        {label}
        {optional && <span class="field-optional">{entryWords.value.field.optional}</span>}
      </label>
      <div class="field-frame">
        <input
          {...(input as InputHTMLAttributes<HTMLInputElement>)}
          id={id}
          name={input?.name ?? id}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
          aria-invalid={error !== undefined}
          aria-describedby={described.join(' ') || undefined}
        />
        {beside}
      </div>
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children}
      {hint !== undefined && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
