import { useEffect, useState } from 'preact/hooks'
import { deviceName } from '../page/device.ts'
import { failureIn, wordsFor } from '../page/problem.ts'
import { sdk } from '../page/sdk.ts'
import { enter } from '../page/signed-in.ts'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { PasswordField } from '../parts/password-field.tsx'
import { type Errors, useForm } from '../parts/use-form.ts'
import { entryWords } from '../words/entry.ts'
import { language } from '../words/language.ts'

type SignInField = 'identifier' | 'password'

/** Username or e-mail, and the password. Where too many guesses were made, it counts down to the next try. */
export function SignInForm() {
  const words = entryWords.value
  const [waitSeconds, setWaitSeconds] = useCountdown()
  const form = useForm<SignInField>({
    initial: { identifier: '', password: '' },
    check({ identifier, password }) {
      const errors: Errors<SignInField> = {}
      if (identifier.trim() === '') errors.identifier = words.field.giveIdentifier
      if (password === '') errors.password = words.field.givePassword
      return errors
    },
    async send({ identifier, password }) {
      if (waitSeconds > 0) return
      const client = await sdk()
      await client.signIn({ identifier: identifier.trim(), password, device: deviceName() })
      enter()
    },
    faultOf(failure) {
      const problem = failureIn(failure)
      if (problem?.code === 'auth.wrong-credentials') return { problem: words.signIn.wrong }
      if (problem?.code === 'account.disabled') return { problem: words.signIn.disabled }
      if (problem?.code === 'rate.limited') {
        setWaitSeconds(Math.ceil(problem.retryAfter ?? 30))
        return {}
      }
      return { problem: wordsFor(failure) }
    },
  })
  return (
    <Form
      form={form}
      ids={{ identifier: 'identifier', password: 'password' }}
      submit={words.signIn.submit}
      busy={words.signIn.busy}
      waits={waitSeconds > 0}
    >
      {waitSeconds > 0 && (
        <p class="notice is-danger" role="alert">
          {words.signIn.tooMany(duration(waitSeconds))}
        </p>
      )}
      <Field
        id="identifier"
        label={words.signIn.identifier}
        value={form.values.identifier}
        onValue={(value) => form.set('identifier', value)}
        error={form.fault.errors?.identifier}
        input={{
          name: 'username',
          autocomplete: 'username',
          autocapitalize: 'none',
          spellcheck: false,
          maxLength: 254,
          required: true,
        }}
      />
      <PasswordField
        id="password"
        isNew={false}
        label={words.signIn.password}
        value={form.values.password}
        onValue={(value) => form.set('password', value)}
        error={form.fault.errors?.password}
      />
    </Form>
  )
}

function useCountdown(): [number, (seconds: number) => void] {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (seconds <= 0) return
    const timer = setTimeout(() => setSeconds(seconds - 1), 1_000)
    return () => clearTimeout(timer)
  }, [seconds])
  return [seconds, setSeconds]
}

/** "12 seconds", "3 minutes": whole minutes from two on. */
function duration(seconds: number): string {
  const [value, unit] = seconds < 120 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute']
  return new Intl.NumberFormat(language.value, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}
