import { Avatar } from '../../parts/avatar.tsx'
import { Icon } from '../../parts/icon.tsx'
import { IconButton } from '../../parts/icon-button.tsx'
import { Named } from '../../parts/named.tsx'
import { dialogWords } from '../../words/dialog.ts'
import { language } from '../../words/language.ts'
import { useChat } from '../chat-context.ts'
import { openDialog } from '../dialogs/open-dialog.ts'
import type { StandingMember } from '../model/members.ts'
import type { RoomState } from '../model/room-state.ts'
import { openDirect } from '../open-direct.ts'
import { mayAdd, mayModerate } from '../rights.ts'
import { act } from '../act.ts'
import { MemberMenu } from './member-menu.tsx'
import { usePresenceOf } from '../use-presence.ts'

const ranks: Record<StandingMember['role'], number> = { owner: 0, moderator: 1, member: 2 }

/** Who is in the room: owners and moderators first. */
export function MembersPanel({ room, onClose }: { room: RoomState; onClose: () => void }) {
  const chat = useChat()
  const words = dialogWords.value
  const { list, failed } = room.members
  const collator = new Intl.Collator(language.value)
  const nameOf = ({ account }: StandingMember) => chat.people.get(account).name
  const members = [...(list.value?.values() ?? [])].sort(
    (one, other) => ranks[one.role] - ranks[other.role] || collator.compare(nameOf(one), nameOf(other)),
  )
  usePresenceOf(
    'members',
    members.map(({ account }) => account),
  )
  return (
    <aside class="panel" aria-labelledby="panel-heading">
      <header class="panel-header">
        <h2 id="panel-heading">{words.room.members}</h2>
        <IconButton icon="close" label={words.room.hideMembers} onClick={onClose} />
      </header>
      {failed.value && (
        <p class="notice is-danger" role="alert">
          {words.loadFailed}{' '}
          <button type="button" class="link-button" onClick={() => void room.members.load()}>
            {words.retry}
          </button>
        </p>
      )}
      {mayAdd(room) && (
        <button
          type="button"
          class="button panel-action"
          onClick={() => openDialog({ name: 'add-people', room })}
        >
          <Icon name="plus" size={18} />
          {words.people.addOpen}
        </button>
      )}
      {mayModerate(room) && (
        <button type="button" class="button panel-action" onClick={() => openDialog({ name: 'bans', room })}>
          {words.people.bannedOpen}
        </button>
      )}
      <ul class="members" aria-labelledby="panel-heading">
        {members.map((member) => (
          <li key={member.account}>
            <MemberLine room={room} member={member} />
          </li>
        ))}
      </ul>
    </aside>
  )
}

function MemberLine({ room, member }: { room: RoomState; member: StandingMember }) {
  const chat = useChat()
  const words = dialogWords.value
  const { account, role } = member
  const person = chat.people.get(account)
  const isMe = account === chat.me
  const presence = isMe ? 'online' : chat.presence.of(account)

  return (
    <div class="member">
      <Avatar person={person} presence={presence} />
      <Named
        name={
          <>
            {person.name} {isMe && <span class="muted">({words.you})</span>}
          </>
        }
      >
        @{person.username} · {role === 'member' ? words.presence[presence] : words.roles[role]}
      </Named>
      {!isMe && (
        <IconButton
          icon="chat"
          label={`${words.rooms.newDirect}: ${person.name}`}
          onClick={() => act(openDirect(chat, [person]))}
        />
      )}
      <MemberMenu room={room} member={member} />
    </div>
  )
}
