import { newClientId } from '@hubbub/client'
import { goTo } from '../../page/router.ts'
import { failureIn, wordsFor } from '../../page/problem.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { Form } from '../../parts/form.tsx'
import { type FormFault, useForm } from '../../parts/use-form.ts'
import { dialogWords } from '../../words/dialog.ts'

import { useChat } from '../chat-context.ts'
import { pathOf } from '../room-names.ts'
import { type ChosenKind, KindChoice } from './kind-choice.tsx'
import { closeDialog } from './open-dialog.ts'

type RoomField = 'name' | 'kind' | 'topic'

export const roomFieldIds: Record<RoomField, string> = {
  name: 'room-name',
  kind: 'room-kind',
  topic: 'room-topic',
}

export function CreateRoom() {
  const chat = useChat()
  const words = dialogWords.value
  const form = useForm<RoomField>({
    initial: { name: '', kind: 'public', topic: '' },
    check: ({ name }) => (name.trim() === '' ? { name: words.create.needsName } : {}),
    async send({ name, kind, topic }) {
      const { room } = await chat.client.ask('room.create', {
        name: name.trim(),
        type: kind as ChosenKind,
        clientId: newClientId(),
        ...(topic.trim() === '' ? {} : { topic: topic.trim() }),
      })
      const made = await chat.enter(room.id)
      closeDialog()
      goTo(pathOf(made))
    },
    faultOf: roomFault,
  })
  return (
    <Dialog heading={words.create.heading} onClose={closeDialog}>
      <Form form={form} ids={roomFieldIds} submit={words.create.submit} busy={words.create.busy}>
        <Field
          id={roomFieldIds.name}
          label={words.create.name}
          value={form.values.name}
          onValue={(name) => form.set('name', name)}
          error={form.fault.errors?.name}
          input={{ maxLength: 80, required: true, dir: 'auto', autocomplete: 'off', autofocus: true }}
        />
        <KindChoice value={form.values.kind} onChange={(kind) => form.set('kind', kind)} />
        <Field
          id={roomFieldIds.topic}
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

export function roomFault(failure: unknown): FormFault<RoomField> {
  const known = failureIn(failure)
  if (known?.code === 'display-name.invalid') return { errors: { name: known.detail ?? known.title } }
  return { problem: wordsFor(failure) }
}
