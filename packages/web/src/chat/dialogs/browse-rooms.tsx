import type { OutputOf } from '@hubbub/protocol'
import { useState } from 'preact/hooks'
import { wordsFor } from '../../page/problem.ts'
import { goTo, roomPath } from '../../page/router.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Named } from '../../parts/named.tsx'
import { say } from '../../parts/toasts.tsx'
import { dialogWords } from '../../words/dialog.ts'
import { language } from '../../words/language.ts'
import { useChat } from '../chat-context.ts'
import { closeDialog } from './open-dialog.ts'
import { SearchField } from './search-field.tsx'
import { useSearch } from './use-search.ts'

type Listed = OutputOf<'room.browse'>['items'][number]

/** Public rooms, to look for and to join in place. */
export function BrowseRooms() {
  const chat = useChat()
  const words = dialogWords.value
  const search = useSearch<Listed>(async (text) => {
    const input = text === '' ? {} : { search: text }
    const { items } = await chat.client.ask('room.browse', { limit: 100, ...input })
    const { compare } = new Intl.Collator(language.value)
    return items.toSorted((one, other) => compare(one.room.name ?? '', other.room.name ?? ''))
  })
  return (
    <Dialog heading={words.browse.heading} onClose={closeDialog}>
      <SearchField search={search} label={words.browse.search} />
      {search.items?.length === 0 && (
        <p class="muted">{search.text.trim() === '' ? words.browse.empty : words.browse.none}</p>
      )}
      <ul class="picks">
        {search.items?.map((listed) => (
          <li key={listed.room.id}>
            <ListedRoom listed={listed} />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function ListedRoom({ listed: { room, members, joined } }: { listed: Listed }) {
  const chat = useChat()
  const words = dialogWords.value
  const [busy, setBusy] = useState(false)
  const isMine = joined || chat.rooms.value.has(room.id)

  async function enter(): Promise<void> {
    setBusy(true)
    try {
      if (!isMine) await chat.client.room(room.id).join()
      await chat.enter(room.id)
      closeDialog()
      goTo(roomPath(room.handle ?? room.id))
    } catch (failure) {
      say(wordsFor(failure), { isFault: true })
      setBusy(false)
    }
  }

  return (
    <div class="pick">
      <Icon name="hash" />
      <Named name={room.name}>
        {words.room.memberCount(members)}
        {room.topic !== undefined && room.topic !== '' && ` · ${room.topic}`}
      </Named>
      <button
        type="button"
        class={isMine ? 'button is-small' : 'button is-small is-primary'}
        aria-label={`${isMine ? words.browse.joined : words.browse.join}: ${room.name ?? ''}`}
        aria-disabled={busy}
        onClick={() => {
          if (!busy) void enter()
        }}
      >
        {isMine ? words.browse.joined : words.browse.join}
      </button>
    </div>
  )
}
