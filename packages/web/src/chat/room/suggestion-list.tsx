import { Avatar } from '../../parts/avatar.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { Suggestion, Suggestions } from './use-suggestions.ts'

/** People to mention, or emoji, above what is being written. */
export function SuggestionList({ suggestions }: { suggestions: Suggestions }) {
  if (!suggestions.isOpen) return null
  return (
    <ul class="mentions" id="mentions" role="listbox" aria-label={suggestions.label}>
      {suggestions.list.map((suggestion, place) => (
        <li
          key={suggestion.insert}
          id={`mention-${place}`}
          class="mention-choice"
          role="option"
          aria-selected={place === suggestions.place}
          onMouseDown={(event) => {
            // The focus stays where one writes.
            event.preventDefault()
            suggestions.choose(place)
          }}
        >
          <Sign suggestion={suggestion} />
          <span class="pick-name" dir="auto">
            {suggestion.name}
          </span>
          {suggestion.hint !== '' && (
            <span class="muted" dir="auto">
              {suggestion.hint}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Sign({ suggestion: { person, emoji } }: { suggestion: Suggestion }) {
  if (person) return <Avatar person={person} size="small" />
  if (emoji === undefined) return <Icon name="people" />
  return <span class="emoji-sign">{emoji}</span>
}
