import type { RefObject } from 'preact'
import { Avatar } from '../../parts/avatar.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { Suggestion, Suggestions } from './use-suggestions.ts'

interface SuggestionListProps {
  id: string
  suggestions: Suggestions
  field: RefObject<HTMLElement | null>
}

/** People to mention, or emoji, on the side of what is being written that has more room. */
export function SuggestionList({ id, suggestions, field }: SuggestionListProps) {
  if (!suggestions.isOpen) return null
  const { top, bottom } = field.current?.getBoundingClientRect() ?? { top: 0, bottom: 0 }
  const isBelow = innerHeight - bottom > top
  return (
    <ul
      class={isBelow ? 'mentions is-below' : 'mentions'}
      id={id}
      role="listbox"
      aria-label={suggestions.label}
    >
      {suggestions.list.map((suggestion, place) => (
        <li
          key={suggestion.insert}
          id={`${id}-${place}`}
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
