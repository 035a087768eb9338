import { sdk } from '../page/sdk.ts'
import { enter } from '../page/signed-in.ts'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { useForm } from '../parts/use-form.ts'
import { entryWords } from '../words/entry.ts'
import { accountFault } from './account-faults.ts'

/** A name is all that a guest gives. */
export function GuestForm() {
  const words = entryWords.value
  const form = useForm<'displayName'>({
    initial: { displayName: '' },
    check: ({ displayName }) => (displayName.trim() === '' ? { displayName: words.field.needsName } : {}),
    async send({ displayName }) {
      const client = await sdk()
      await client.enterAsGuest(displayName.trim())
      enter()
    },
    faultOf: (failure) => accountFault(failure, words),
  })
  return (
    <section class="card-part" aria-labelledby="guest-heading">
      <h2 id="guest-heading">{words.guest.heading}</h2>
      <Form
        form={form}
        ids={{ displayName: 'guest-name' }}
        submit={words.guest.submit}
        busy={words.guest.busy}
      >
        <Field
          id="guest-name"
          label={words.guest.name}
          value={form.values.displayName}
          onValue={(value) => form.set('displayName', value)}
          error={form.fault.errors?.displayName}
          input={{ autocomplete: 'nickname', maxLength: 80, required: true, dir: 'auto' }}
        />
      </Form>
    </section>
  )
}
