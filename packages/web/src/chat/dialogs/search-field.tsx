import { Icon } from '../../parts/icon.tsx'
import { chatWords } from '../../words/chat.ts'
import type { Search } from './use-search.ts'

/** A field to search with, and what to do where the answer does not come. */
export function SearchField<Item>({ search, label }: { search: Search<Item>; label: string }) {
  const words = chatWords.value
  return (
    <>
      <div class="field-frame search-field">
        <Icon name="search" size={18} />
        <input
          type="search"
          aria-label={label}
          placeholder={label}
          autofocus
          autocomplete="off"
          maxLength={80}
          value={search.text}
          onInput={({ currentTarget }) => search.setText(currentTarget.value)}
        />
      </div>
      {search.failed && (
        <p class="notice is-danger" role="alert">
          {words.loadFailed}{' '}
          <button type="button" class="link-button" onClick={search.again}>
            {words.retry}
          </button>
        </p>
      )}
    </>
  )
}
