import { goTo, homePath } from '../../page/router.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form } from '../../parts/form.tsx'
import { sure } from '../../parts/question.tsx'
import { say } from '../../parts/toasts.tsx'
import { useForm } from '../../parts/use-form.ts'
import { dialogWords } from '../../words/dialog.ts'
import { useChat } from '../chat-context.ts'
import type { RoomState } from '../model/room-state.ts'
import { roomName } from '../room-names.ts'
import { act } from '../act.ts'
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

/** Name, kind, topic and who may write; archive and its end. */
export function RoomSettings({ room }: { room: RoomState }) {
  const chat = useChat()
  const words = dialogWords.value
  const { name = '', type, topic = '', posting } = room.room.value
  const form = useForm<RoomField | 'posting'>({
    initial: { name, kind: type, topic, posting },
    check: missingInRoom,
    async send(values) {
      await chat.client.ask('room.update', {
        room: room.id,
        name: values.name.trim(),
        type: values.kind as ChosenKind,
        topic: values.topic.trim(),
        posting: values.posting as typeof posting,
      })
      closeDialog()
      say(words.saved)
    },
    faultOf: roomFault,
  })
  return (
    <Dialog heading={words.roomSettings.heading(roomName(chat, room))} onClose={closeDialog}>
      <Form
        form={form}
        ids={{ ...roomFieldIds, posting: 'room-posting' }}
        submit={words.save}
        busy={words.saving}
      >
        <RoomNameField form={form} />
        <RoomTopicField form={form} />
        <KindChoice value={form.values.kind} onChange={(kind) => form.set('kind', kind)} />
        <label class="switch" id="room-posting">
          <input
            type="checkbox"
            checked={form.values.posting === 'moderators'}
            onChange={({ currentTarget }) =>
              form.set('posting', currentTarget.checked ? 'moderators' : 'everyone')
            }
          />
          {words.roomSettings.moderatorsOnly}
        </label>
      </Form>
      <div class="dialog-part">
        <Archiving room={room} />
        <Deleting room={room} />
      </div>
    </Dialog>
  )
}

function Archiving({ room }: { room: RoomState }) {
  const chat = useChat()
  const words = dialogWords.value.roomSettings
  if (room.room.value.archived) {
    return (
      <button
        type="button"
        class="button is-wide"
        onClick={() => act(chat.client.ask('room.unarchive', { room: room.id }).then(closeDialog))}
      >
        {words.unarchive}
      </button>
    )
  }
  async function archive(): Promise<void> {
    closeDialog()
    if (await sure(words.archiveQuestion(roomName(chat, room)), words.archive))
      act(chat.client.ask('room.archive', { room: room.id }))
  }
  return (
    <button type="button" class="button is-wide is-danger" onClick={() => void archive()}>
      {words.archive}
    </button>
  )
}

function Deleting({ room }: { room: RoomState }) {
  const chat = useChat()
  const words = dialogWords.value.roomSettings
  async function remove(): Promise<void> {
    const name = roomName(chat, room)
    closeDialog()
    if (!(await sure(words.deleteQuestion(name), words.delete))) return
    act(
      chat.client.ask('room.delete', { room: room.id }).then(() => {
        say(words.deleted(name))
        goTo(homePath)
      }),
    )
  }
  return (
    <button type="button" class="button is-wide is-danger" onClick={() => void remove()}>
      {words.delete}
    </button>
  )
}
