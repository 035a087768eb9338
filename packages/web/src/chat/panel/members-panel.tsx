import { wordsFor } from '../../page/problem.ts'
import { goTo } from '../../page/router.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { IconButton } from '../../parts/icon-button.tsx'
import { say } from '../../parts/toasts.tsx'
import { chatWords } from '../../words/chat.ts'
import { entryWords, language } from '../../words/language.ts'
import { useChat } from '../chat-context.ts'
import type { StandingMember } from '../model/members.ts'
import type { RoomState } from '../model/room-state.ts'
import { pathOf } from '../room-names.ts'
import { usePresenceOf } from '../use-presence.ts'

const ranks: Record<StandingMember['role'], number> = { owner: 0, moderator: 1, member: 2 }

/** Who is in the room: owners and moderators first. */
export function MembersPanel({ room, onClose }: { room: RoomState; onClose: () => void }) {
  const chat = useChat()
  const words = chatWords.value
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
      <ul class="members">
        {members.map((member) => (
          <li key={member.account}>
            <MemberLine member={member} />
          </li>
        ))}
      </ul>
    </aside>
  )
}

function MemberLine({ member: { account, role } }: { member: StandingMember }) {
  const chat = useChat()
  const words = chatWords.value
  const person = chat.people.get(account)
  const isMe = account === chat.me
  const presence = isMe ? 'online' : chat.presence.of(account)

  async function write(): Promise<void> {
    const clientId = crypto.randomUUID()
    try {
      const { room } = await chat.client.ask('room.openDirect', { accounts: [account], clientId })
      goTo(pathOf(await chat.enter(room.id)))
    } catch (failure) {
      say(wordsFor(failure, entryWords.value), { isFault: true })
    }
  }

  return (
    <div class="member">
      <Avatar person={person} presence={presence} />
      <span class="pick-words">
        <span class="pick-name" dir="auto">
          {person.name} {isMe && <span class="muted">({words.you})</span>}
        </span>
        <span class="muted">
          @{person.username} · {role === 'member' ? words.presence[presence] : words.roles[role]}
        </span>
      </span>
      {!isMe && (
        <IconButton
          icon="chat"
          label={`${words.rooms.newDirect}: ${person.name}`}
          onClick={() => void write()}
        />
      )}
    </div>
  )
}
