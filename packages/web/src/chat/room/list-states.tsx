import { Icon } from '../../parts/icon.tsx'
import { chatWords } from '../../words/chat.ts'
import { goToLatest, type Visit } from './visit.ts'
import { isTouch } from './writing-field.tsx'

/** The way to the newest message, for who is far from it. */
export function JumpToLatest({ visit, isFar }: { visit: Visit; isFar: boolean }) {
  const words = chatWords.value.room
  const { room } = visit
  const isElsewhere = room.timeline.newer.value !== 'none'
  if (!isFar && !isElsewhere) return null
  const unread = room.unread.value
  return (
    <button
      type="button"
      class="jump"
      onClick={() => {
        // This button goes with what it does, and would take the focus with it.
        if (!isTouch()) document.getElementById('composer')?.focus()
        void goToLatest(visit)
      }}
    >
      {unread > 0 ? words.latestNew(unread) : words.latest}
      <Icon name="down" size={16} />
    </button>
  )
}

const widths = ['w-70', 'w-40', 'w-90', 'w-50', 'w-80', 'w-60']

/** In the place of messages that are being loaded. */
export function ListSkeleton() {
  return (
    <div class="list-skeleton" role="status">
      <span class="sr-only">{chatWords.value.loading}</span>
      {widths.map((width) => (
        <div key={width} class="skeleton-row" aria-hidden="true">
          <span class="skeleton-avatar" />
          <span class={`skeleton-text ${width}`} />
        </div>
      ))}
    </div>
  )
}

export function ListFailed({ onRetry }: { onRetry: () => void }) {
  const words = chatWords.value
  return (
    <div class="list-failed" role="alert">
      <p>{words.room.historyFailed}</p>
      <button type="button" class="button" onClick={onRetry}>
        {words.retry}
      </button>
    </div>
  )
}
