import { goTo } from '../../page/router.ts'
import { failureIn, wordsFor } from '../../page/problem.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { Form } from '../../parts/form.tsx'
import { useForm } from '../../parts/use-form.ts'
import { chatWords } from '../../words/chat.ts'
import { entryWords } from '../../words/language.ts'
import { useChat } from '../chat-context.ts'
import { pathOf } from '../room-names.ts'
import { closeDialog } from './open-dialog.ts'

const kinds = ['public', 'unlisted', 'private'] as const
type Kind = (typeof kinds)[number]
type RoomField = 'name' | 'kind' | 'topic'

export function CreateRoom() {
  const chat = useChat()
  const words = chatWords.value
  const form = useForm<RoomField>({
    initial: { name: '', kind: 'public', topic: '' },
    check: ({ name }) => (name.trim() === '' ? { name: words.create.needsName } : {}),
    async send({ name, kind, topic }) {
      const { room } = await chat.client.ask('room.create', {
        name: name.trim(),
        type: kind as Kind,
        clientId: crypto.randomUUID(),
        ...(topic.trim() === '' ? {} : { topic: topic.trim() }),
      })
      const made = await chat.enter(room.id)
      closeDialog()
      goTo(pathOf(made))
    },
    faultOf(failure) {
      const known = failureIn(failure)
      if (known?.code === 'display-name.invalid') return { errors: { name: known.detail ?? known.title } }
      return { problem: wordsFor(failure, entryWords.value) }
    },
  })
  const hints: Record<Kind, string> = {
    public: words.create.publicHint,
    unlisted: words.create.unlistedHint,
    private: words.create.privateHint,
  }
  return (
    <Dialog heading={words.create.heading} onClose={closeDialog}>
      <Form
        form={form}
        ids={{ name: 'room-name', kind: 'room-kind', topic: 'room-topic' }}
        submit={words.create.submit}
        busy={words.create.busy}
      >
        <Field
          id="room-name"
          label={words.create.name}
          value={form.values.name}
          onValue={(name) => form.set('name', name)}
          error={form.fault.errors?.name}
          input={{ maxLength: 80, required: true, dir: 'auto', autocomplete: 'off', autofocus: true }}
        />
        <fieldset class="choices" id="room-kind">
          <legend>{words.create.kind}</legend>
          {kinds.map((kind) => (
            <label key={kind} class="choice">
              <input
                type="radio"
                name="kind"
                value={kind}
                checked={form.values.kind === kind}
                onChange={() => form.set('kind', kind)}
              />
              <span>
                <strong>{words.kinds[kind]}</strong>
                <span class="muted">{hints[kind]}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <Field
          id="room-topic"
          label={words.create.topic}
          optional
          value={form.values.topic}
          onValue={(topic) => form.set('topic', topic)}
          input={{ maxLength: 500, dir: 'auto', autocomplete: 'off' }}
        />
      </Form>
    </Dialog>
  )
}
