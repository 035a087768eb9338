import { newClientId } from '@hubbub/client'
import { goTo } from '../../page/router.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form } from '../../parts/form.tsx'
import { useForm } from '../../parts/use-form.ts'
import { dialogWords } from '../../words/dialog.ts'
import { useChat } from '../chat-context.ts'
import { pathOf } from '../room-names.ts'
import { type ChosenKind, KindChoice } from './kind-choice.tsx'
import { closeDialog } from './open-dialog.ts'
import {
  missingInRoom,
  type RoomField,
  RoomNameField,
  RoomTopicField,
  roomFault,
  roomFieldIds,
} from './room-fields.tsx'

export function CreateRoom() {
  const chat = useChat()
  const words = dialogWords.value
  const form = useForm<RoomField>({
    initial: { name: '', kind: 'public', topic: '' },
    check: missingInRoom,
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
        <RoomNameField form={form} isFirst />
        <KindChoice value={form.values.kind} onChange={(kind) => form.set('kind', kind)} />
        <RoomTopicField form={form} />
      </Form>
    </Dialog>
  )
}
