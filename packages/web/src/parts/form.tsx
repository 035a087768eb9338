import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { entryWords } from '../words/entry.ts'
import type { FormState } from './use-form.ts'

interface FormProps<Name extends string> {
  form: FormState<Name>
  /** The input of each field, to jump to from the summary. */
  ids: Record<Name, string>
  submit: string
  busy: string
  /** While true it cannot be sent, for instance until a wait is over. */
  waits?: boolean
  children: ComponentChildren
}

/** Fields, what was wrong in a summary that takes the focus, and one button. */
export function Form<Name extends string>({ form, ids, submit, busy, waits, children }: FormProps<Name>) {
  return (
    <form class="form" onSubmit={form.submit} noValidate>
      <Summary form={form} ids={ids} />
      {children}
      <button type="submit" class="button is-primary is-wide" aria-disabled={form.busy || waits === true}>
        {form.busy ? busy : submit}
      </button>
    </form>
  )
}

function Summary<Name extends string>({ form, ids }: Pick<FormProps<Name>, 'form' | 'ids'>) {
  const box = useRef<HTMLDivElement>(null)
  const { errors = {}, problem } = form.fault
  const found = (Object.entries(errors) as [Name, string | undefined][]).filter(
    (entry): entry is [Name, string] => entry[1] !== undefined,
  )
  useEffect(() => {
    if (form.failures > 0) box.current?.focus()
  }, [form.failures])
  if (found.length === 0 && problem === undefined) return null
  const words = entryWords.value.problem
  return (
    <div class="notice is-danger" role="alert" tabIndex={-1} ref={box}>
      {problem !== undefined && <p>{problem}</p>}
      {found.length > 0 && <p>{found.length === 1 ? words.one : words.many(found.length)}</p>}
      {found.length > 0 && (
        <ul>
          {found.map(([name, words]) => (
            <li key={name}>
              <a href={`#${ids[name]}`} onClick={(event) => focusOn(event, ids[name])}>
                {words}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The fragment holds the link's token and must not be replaced by the field's name. */
function focusOn(event: Event, id: string): void {
  event.preventDefault()
  document.getElementById(id)?.focus()
}
