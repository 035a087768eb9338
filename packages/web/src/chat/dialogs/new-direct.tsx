import type { Profile } from '@hubbub/protocol'
import { useState } from 'preact/hooks'
import { wordsFor } from '../../page/problem.ts'
import { goTo } from '../../page/router.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Icon } from '../../parts/icon.tsx'
import { say } from '../../parts/toasts.tsx'
import { chatWords } from '../../words/chat.ts'
import { entryWords } from '../../words/language.ts'
import { useChat } from '../chat-context.ts'
import { pathOf } from '../room-names.ts'
import { closeDialog } from './open-dialog.ts'
import { SearchField } from './search-field.tsx'
import { useSearch } from './use-search.ts'

const peopleMost = 7

/** One person or a few, to talk with directly. */
export function NewDirect() {
  const chat = useChat()
  const words = chatWords.value.direct
  const [chosen, setChosen] = useState<readonly Profile[]>([])
  const [busy, setBusy] = useState(false)
  const search = useSearch<Profile>(async (text) => {
    const input = text === '' ? {} : { search: text }
    const { items } = await chat.client.ask('profile.list', { limit: 50, ...input })
    chat.client.people.learn(items)
    return items.filter(({ id, deactivated }) => id !== chat.me && deactivated !== true)
  })
  const isChosen = ({ id }: Profile) => chosen.some((one) => one.id === id)
  const toggle = (person: Profile) =>
    setChosen(
      isChosen(person)
        ? chosen.filter(({ id }) => id !== person.id)
        : [...chosen, person].slice(0, peopleMost),
    )

  async function open(): Promise<void> {
    setBusy(true)
    try {
      const accounts = chosen.map(({ id }) => id)
      const { room } = await chat.client.ask('room.openDirect', { accounts, clientId: crypto.randomUUID() })
      const made = await chat.enter(room.id)
      closeDialog()
      goTo(pathOf(made))
    } catch (failure) {
      say(wordsFor(failure, entryWords.value), { isFault: true })
      setBusy(false)
    }
  }

  return (
    <Dialog heading={words.heading} onClose={closeDialog}>
      {chosen.length > 0 && (
        <ul class="chosen" aria-label={words.chosen}>
          {chosen.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                class="chip"
                aria-label={words.remove(person.displayName)}
                onClick={() => toggle(person)}
              >
                {person.displayName} <Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <SearchField search={search} label={words.search} />
      {search.items?.length === 0 && <p class="muted">{words.none}</p>}
      <ul class="picks">
        {search.items?.map((person) => (
          <li key={person.id}>
            <PersonPick person={person} isChosen={isChosen(person)} onToggle={() => toggle(person)} />
          </li>
        ))}
      </ul>
      {chosen.length === peopleMost && <p class="muted">{words.most}</p>}
      <button
        type="button"
        class="button is-primary is-wide"
        disabled={chosen.length === 0}
        aria-disabled={busy}
        onClick={() => {
          if (!busy) void open()
        }}
      >
        {words.submit}
      </button>
    </Dialog>
  )
}

interface PersonPickProps {
  person: Profile
  isChosen: boolean
  onToggle: () => void
}

function PersonPick({ person, isChosen, onToggle }: PersonPickProps) {
  const { id, username, displayName } = person
  return (
    <label class="pick is-choice">
      <Avatar person={{ id, username, name: displayName }} />
      <span class="pick-words">
        <span class="pick-name" dir="auto">
          {displayName}
        </span>
        <span class="muted">@{username}</span>
      </span>
      <input type="checkbox" checked={isChosen} onChange={onToggle} />
    </label>
  )
}
