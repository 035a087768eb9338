import type { OutputOf } from '@hubbub/protocol'
import { useEffect, useState } from 'preact/hooks'
import { Avatar } from '../../parts/avatar.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Named } from '../../parts/named.tsx'
import { dialogWords } from '../../words/dialog.ts'
import { timeWords } from '../../words/times.ts'
import { useChat } from '../chat-context.ts'
import type { Chat } from '../model/chat.ts'
import { pages } from '../model/pages.ts'
import type { RoomState } from '../model/room-state.ts'
import { roomName } from '../room-names.ts'
import { act } from '../act.ts'
import { closeDialog } from './open-dialog.ts'

type Ban = Exclude<OutputOf<'ban.list'>['items'][number], { removed: true }>

/** Who may not come back into a room, and the way to let them. */
export function Bans({ room }: { room: RoomState }) {
  const chat = useChat()
  const words = dialogWords.value
  const [bans, setBans] = useState<readonly Ban[] | undefined>(undefined)
  const [failed, setFailed] = useState(false)
  const load = () => {
    setFailed(false)
    return loadBans(chat, room).then(setBans, () => setFailed(true))
  }
  useEffect(() => void load(), [])
  return (
    <Dialog heading={words.people.banned(roomName(chat, room))} onClose={closeDialog}>
      {failed && (
        <p class="notice is-danger" role="alert">
          {words.loadFailed}{' '}
          <button type="button" class="link-button" onClick={() => void load()}>
            {words.retry}
          </button>
        </p>
      )}
      {bans?.length === 0 && <p class="muted">{words.people.noneBanned}</p>}
      <ul class="picks" aria-busy={bans === undefined && !failed}>
        {bans?.map((ban) => (
          <li key={ban.account} class="pick">
            <BannedPerson
              ban={ban}
              onUnban={() =>
                act(chat.client.ask('member.unban', { room: room.id, account: ban.account }).then(load))
              }
            />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function BannedPerson({ ban: { account, by, createdAt }, onUnban }: { ban: Ban; onUnban: () => void }) {
  const chat = useChat()
  const words = dialogWords.value.people
  const person = chat.people.get(account)
  return (
    <>
      <Avatar person={person} />
      <Named name={person.name}>
        {words.bannedBy(chat.people.get(by).name, timeWords(new Date(createdAt), 'full'))}
      </Named>
      <button
        type="button"
        class="button is-small"
        aria-label={`${words.unban}: ${person.name}`}
        onClick={onUnban}
      >
        {words.unban}
      </button>
    </>
  )
}

async function loadBans(chat: Chat, room: RoomState): Promise<readonly Ban[]> {
  const bans: Ban[] = []
  for await (const page of pages((place) => chat.client.ask('ban.list', { room: room.id, ...place }))) {
    chat.client.people.learn(page.profiles)
    bans.push(...page.items)
  }
  chat.people.changed()
  return bans
}
