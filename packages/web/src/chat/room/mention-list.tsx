import { Avatar } from '../../parts/avatar.tsx'
import { Icon } from '../../parts/icon.tsx'
import { chatWords } from '../../words/chat.ts'
import type { MentionKeys } from './use-mention-keys.ts'

/** People to mention, above what is being written. */
export function MentionList({ mention }: { mention: MentionKeys }) {
  const words = chatWords.value.composer
  if (!mention.isOpen) return null
  return (
    <ul class="mentions" id="mentions" role="listbox" aria-label={words.suggestions}>
      {mention.suggestions.map(({ username, person }, place) => (
        <li
          key={username}
          id={`mention-${place}`}
          class="mention-choice"
          role="option"
          aria-selected={place === mention.place}
          onMouseDown={(event) => {
            // The focus stays where one writes.
            event.preventDefault()
            mention.choose(place)
          }}
        >
          {person ? <Avatar person={person} size="small" /> : <Icon name="people" />}
          <span class="pick-name" dir="auto">
            {person?.name ?? words.everybody}
          </span>
          <span class="muted" dir="auto">
            @{username}
          </span>
        </li>
      ))}
    </ul>
  )
}
