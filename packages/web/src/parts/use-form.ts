import { useState } from 'preact/hooks'

export type Errors<Name extends string> = Partial<Record<Name, string>>

/** What is wrong: with which fields, or with the whole. */
export interface FormFault<Name extends string> {
  errors?: Errors<Name>
  problem?: string
}

export interface FormOptions<Name extends string> {
  initial: Record<Name, string>
  /** What can be seen without asking the server. */
  check(values: Record<Name, string>): Errors<Name>
  send(values: Record<Name, string>): Promise<void>
  /** A refusal of the server in words, beside the field it is about. */
  faultOf(failure: unknown): FormFault<Name>
}

export interface FormState<Name extends string> {
  values: Record<Name, string>
  fault: FormFault<Name>
  busy: boolean
  /** Grows with every try that failed: the summary takes the focus then. */
  failures: number
  set(name: Name, value: string): void
  submit(event: Event): void
}

/** The life of a form: typed, checked, sent, refused with reasons. */
export function useForm<Name extends string>(options: FormOptions<Name>): FormState<Name> {
  const [values, setValues] = useState(options.initial)
  const [fault, setFault] = useState<FormFault<Name>>({})
  const [busy, setBusy] = useState(false)
  const [failures, setFailures] = useState(0)

  function fail(found: FormFault<Name>): void {
    setFault(found)
    setFailures((count) => count + 1)
  }

  async function send(): Promise<void> {
    const errors = options.check(values)
    if (Object.keys(errors).length > 0) return fail({ errors })
    setBusy(true)
    try {
      await options.send(values)
      setFault({})
    } catch (failure) {
      fail(options.faultOf(failure))
    } finally {
      setBusy(false)
    }
  }

  return {
    values,
    fault,
    busy,
    failures,
    set(name, value) {
      setValues((before) => ({ ...before, [name]: value }))
      // What was wrong may be right now; the next try will tell.
      setFault(({ errors }) => ({ errors: { ...errors, [name]: undefined } as Errors<Name> }))
    },
    submit(event) {
      event.preventDefault()
      if (!busy) void send()
    },
  }
}
