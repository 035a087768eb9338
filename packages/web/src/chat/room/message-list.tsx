import { useComputed } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../../parts/icon.tsx'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import { roomName } from '../room-names.ts'
import { ListTop } from './list-top.tsx'
import { MessageRow } from './message-row.tsx'
import { type Row, rowsOf } from './rows.ts'
import { useReading } from './use-reading.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useVirtualList } from './use-virtual-list.ts'
import type { Visit } from './visit.ts'

/** Within this of the end a new message moves the list; further away the reader is left alone. */
const endPx = 100
/** Rows above the first one in sight before older messages are asked for. */
const loadAhead = 6

/** The messages of a room. Only rows in sight are drawn, and nothing moves under the reader. */
export function MessageList({ visit }: { visit: Visit }) {
  const chat = useChat()
  const { room } = visit
  const { timeline } = room
  const before = useRef<readonly Row[]>([])
  const rows = useComputed(() => {
    before.current = rowsOf(
      {
        messages: timeline.messages.value,
        pending: timeline.newer.value === 'none' ? room.pending.value : [],
        hidden: room.hidden.value,
        readUpTo: visit.readUpTo.value,
        me: chat.me,
      },
      before.current,
    )
    return before.current
  }).value
  const scroller = useRef<HTMLDivElement>(null)
  const isReady = timeline.phase.value === 'ready'
  const active = rows.findIndex(({ key }) => key === visit.active.value)

  // The first item is what stands above the messages: the room's beginning, or that older ones are loading.
  const list = useVirtualList({
    count: rows.length + 1,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index - 1]?.key ?? 'top',
    estimateSize: (index) => estimate(rows[index - 1]),
    overscan: 8,
    anchorTo: 'end',
    followOnAppend: timeline.newer.value === 'none',
    scrollEndThreshold: endPx,
    scrollPaddingStart: 56,
    paddingEnd: 8,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan)
      const to = Math.min(count - 1, endIndex + overscan)
      const range = Array.from({ length: to - from + 1 }, (_, place) => from + place)
      // Who walks with the arrow keys keeps the focus, also when the row is scrolled away.
      return active < 0 || (active + 1 >= from && active + 1 <= to)
        ? range
        : [...range, active + 1].sort((one, other) => one - other)
    },
  })

  const begun = useRef(false)
  useLayoutEffect(() => {
    if (!isReady || begun.current) return
    begun.current = true
    const mark = rows.findIndex(({ newMark }) => newMark)
    if (mark >= 0) list.scrollToIndex(mark + 1, { align: 'start' })
    else list.scrollToEnd()
  }, [isReady])
  useLayoutEffect(() => {
    if (begun.current) list.scrollToEnd()
  }, [visit.toLatest.value])
  useKeepEnd(
    scroller,
    () => list.isAtEnd(endPx) && begun.current,
    () => list.scrollToEnd(),
  )

  const items = list.getVirtualItems()
  useEffect(() => {
    if (!begun.current) return
    if ((items[0]?.index ?? 0) <= loadAhead && timeline.older.value === 'more') void timeline.loadOlder()
    if ((items.at(-1)?.index ?? 0) >= rows.length - loadAhead && timeline.newer.value === 'more')
      void timeline.loadNewer()
  })
  useReading(visit, list, rows)
  const rowKeys = useRowKeys(visit, list, rows)

  return (
    <div class="list">
      <div
        class="list-scroller"
        ref={scroller}
        role="feed"
        aria-label={chatWords.value.room.messages(roomName(chat, room))}
        aria-busy={!isReady}
        onKeyDown={rowKeys}
      >
        {isReady && (
          <div class="list-rows" style={{ height: `${list.getTotalSize()}px` }}>
            {items.map(({ key, index, start }) => (
              <div
                key={key}
                class="list-row"
                data-index={index}
                ref={list.measureElement}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Line visit={visit} row={rows[index - 1]} isTabStop={isTabStop(index - 1)} />
              </div>
            ))}
          </div>
        )}
        {timeline.phase.value === 'loading' && <ListSkeleton />}
        {timeline.phase.value === 'failed' && <ListFailed onRetry={() => void timeline.open()} />}
      </div>
      {isReady && <JumpToLatest visit={visit} isFar={list.getDistanceFromEnd() > endPx && begun.current} />}
    </div>
  )

  function isTabStop(place: number): boolean {
    return active < 0 ? place === rows.length - 1 : place === active
  }
}

interface LineProps {
  visit: Visit
  row: Row | undefined
  isTabStop: boolean
}

function Line({ visit, row, isTabStop }: LineProps) {
  return row ? <MessageRow visit={visit} row={row} isTabStop={isTabStop} /> : <ListTop room={visit.room} />
}

function estimate(row: Row | undefined): number {
  if (!row) return 120
  const text = row.message?.text ?? row.pending?.text ?? ''
  const lines = Math.ceil(text.length / 80) + (text.match(/\n/g)?.length ?? 0)
  return lines * 22 + (row.isFirst ? 34 : 4) + (row.newDay ? 40 : 0) + (row.newMark ? 24 : 0)
}

/** A window that gets lower, or a composer that gets higher, must not cover the end for who is there. */
function useKeepEnd(
  scroller: { current: HTMLDivElement | null },
  isAtEnd: () => boolean,
  toEnd: () => void,
): void {
  const steps = useRef({ isAtEnd, toEnd })
  steps.current = { isAtEnd, toEnd }
  useEffect(() => {
    const { current } = scroller
    if (!current) return
    let wasAtEnd = true
    let height = current.clientHeight
    const scrolled = () => {
      wasAtEnd = steps.current.isAtEnd()
    }
    const observer = new ResizeObserver(() => {
      if (current.clientHeight !== height && wasAtEnd) steps.current.toEnd()
      height = current.clientHeight
    })
    current.addEventListener('scroll', scrolled, { passive: true })
    observer.observe(current)
    return () => {
      observer.disconnect()
      current.removeEventListener('scroll', scrolled)
    }
  }, [])
}

function JumpToLatest({ visit: { room, toLatest }, isFar }: { visit: Visit; isFar: boolean }) {
  const words = chatWords.value.room
  const { timeline } = room
  const isElsewhere = timeline.newer.value !== 'none'
  if (!isFar && !isElsewhere) return null
  const unread = room.unread.value
  return (
    <button
      type="button"
      class="jump"
      onClick={() => {
        void (isElsewhere ? timeline.open() : Promise.resolve()).then(() => (toLatest.value += 1))
      }}
    >
      {unread > 0 ? words.latestNew(unread) : words.latest}
      <Icon name="down" size={16} />
    </button>
  )
}

const widths = ['w-70', 'w-40', 'w-90', 'w-50', 'w-80', 'w-60']

function ListSkeleton() {
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

function ListFailed({ onRetry }: { onRetry: () => void }) {
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
