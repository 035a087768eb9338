import type { Profile } from '@hubbub/protocol'
import { Avatar } from '../../parts/avatar.tsx'
import { Icon } from '../../parts/icon.tsx'
import { dialogWords } from '../../words/dialog.ts'
import { language } from '../../words/language.ts'
import { useChat } from '../chat-context.ts'
import { SearchField } from './search-field.tsx'
import { useSearch } from './use-search.ts'

interface PeoplePickerProps {
  chosen: readonly Profile[]
  onChange: (chosen: readonly Profile[]) => void
  most: number
  /** Who cannot be chosen. */
  except: (id: string) => boolean
}

/** Searches people and keeps those that were chosen at hand. */
export function PeoplePicker({ chosen, onChange, most, except }: PeoplePickerProps) {
  const chat = useChat()
  const words = dialogWords.value.direct
  const search = useSearch<Profile>(async (text) => {
    const input = text === '' ? {} : { search: text }
    const { items } = await chat.client.ask('profile.list', { limit: 50, ...input })
    chat.client.people.learn(items)
    const { compare } = new Intl.Collator(language.value)
    return items
      .filter(({ id, role, deactivated }) => !except(id) && role !== 'bot' && deactivated !== true)
      .sort((one, other) => compare(one.displayName, other.displayName))
  })
  const isChosen = ({ id }: Profile) => chosen.some((one) => one.id === id)
  const toggle = (person: Profile) =>
    onChange(
      isChosen(person) ? chosen.filter(({ id }) => id !== person.id) : [...chosen, person].slice(0, most),
    )
  return (
    <>
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
    </>
  )
}

interface PersonPickProps {
  person: Profile
  isChosen: boolean
  onToggle: () => void
}

function PersonPick({ person: { id, username, displayName }, isChosen, onToggle }: PersonPickProps) {
  return (
    <label class="pick is-choice">
      <Avatar person={{ id, username, name: displayName }} />
      <span class="pick-words">
        <span class="pick-name" dir="auto">
          {displayName}
        </span>
        <span class="muted" dir="auto">
          @{username}
        </span>
      </span>
      <input type="checkbox" checked={isChosen} onChange={onToggle} />
    </label>
  )
}
