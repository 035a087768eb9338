import type { InputOf } from '@hubbub/protocol'
import { goTo, homePath } from '../../page/router.ts'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { sure } from '../../parts/question.tsx'
import { chatWords } from '../../words/chat.ts'
import { act } from '../act.ts'
import { useChat } from '../chat-context.ts'
import { copy } from '../copy.ts'
import { openDialog } from '../dialogs/open-dialog.ts'
import type { RoomState } from '../model/room-state.ts'
import { mayManage } from '../rights.ts'
import { pathOf, roomName } from '../room-names.ts'

const levels = ['all', 'mentions', 'none'] as const
type Level = NonNullable<InputOf<'inbox.update'>['level']>

/** What can be done with a room, by everybody for themselves. */
export function RoomMenu({ room }: { room: RoomState }) {
  const chat = useChat()
  const { client } = chat
  const words = chatWords.value
  const isStarred = room.inbox.value.starred
  const keep = (what: Parameters<ReturnType<typeof client.room>['keep']>[0]) =>
    act(client.room(room.id).keep(what))

  async function leave(): Promise<void> {
    const isClosed = room.room.value.type === 'private'
    const question = isClosed ? words.room.leaveClosedQuestion : words.room.leaveQuestion
    if (!(await sure(question(roomName(chat, room)), words.room.leave))) return
    act(
      client
        .room(room.id)
        .leave()
        .then(() => goTo(homePath)),
    )
  }

  return (
    <Menu icon="more" label={words.room.more}>
      <label class="menu-choice">
        <span>{words.room.level}</span>
        <select
          value={room.inbox.value.level}
          onChange={({ currentTarget }) => keep({ level: currentTarget.value as Level })}
        >
          {levels.map((level) => (
            <option key={level} value={level}>
              {words.room.levels[level]}
            </option>
          ))}
        </select>
      </label>
      <MenuItem icon="star" onChoose={() => keep({ starred: !isStarred })}>
        {isStarred ? words.room.unstar : words.room.star}
      </MenuItem>
      <MenuItem icon="link" onChoose={() => void copy(location.origin + pathOf(room))}>
        {words.room.copyLink}
      </MenuItem>
      {mayManage(chat, room) && (
        <MenuItem icon="pencil" onChoose={() => openDialog({ name: 'room-settings', room })}>
          {words.room.settings}
        </MenuItem>
      )}
      {!room.isDirect && (
        <MenuItem icon="leave" isDanger onChoose={() => void leave()}>
          {words.room.leave}
        </MenuItem>
      )}
    </Menu>
  )
}
