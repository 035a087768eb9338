import type { Person } from '@hubbub/client'
import { Avatar } from '../../parts/avatar.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Named } from '../../parts/named.tsx'
import { dialogWords } from '../../words/dialog.ts'
import { useChat } from '../chat-context.ts'
import { findPeople } from '../find-people.ts'
import { SearchField } from './search-field.tsx'
import { useSearch } from './use-search.ts'

interface PeoplePickerProps {
  chosen: readonly Person[]
  onChange: (chosen: readonly Person[]) => void
  most: number
  /** Who cannot be chosen. */
  except: (id: string) => boolean
}

/** Searches people and keeps those that were chosen at hand. */
export function PeoplePicker({ chosen, onChange, most, except }: PeoplePickerProps) {
  const chat = useChat()
  const words = dialogWords.value.direct
  const search = useSearch<Person>(async (text) =>
    (await findPeople(chat, text)).filter(({ id }) => !except(id)),
  )
  const isChosen = ({ id }: Person) => chosen.some((one) => one.id === id)
  const toggle = (person: Person) =>
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
                aria-label={words.remove(person.name)}
                onClick={() => toggle(person)}
              >
                {person.name} <Icon name="close" size={14} />
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
  person: Person
  isChosen: boolean
  onToggle: () => void
}

function PersonPick({ person, isChosen, onToggle }: PersonPickProps) {
  return (
    <label class="pick is-choice">
      <Avatar person={person} />
      <Named name={person.name}>@{person.username}</Named>
      <input type="checkbox" checked={isChosen} onChange={onToggle} />
    </label>
  )
}
