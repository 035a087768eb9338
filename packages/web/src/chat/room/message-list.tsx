import { useComputed } from '@preact/signals'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import type { Timeline } from '../model/timeline.ts'
import { roomName } from '../room-names.ts'
import { JumpToLatest, ListFailed, ListSkeleton } from './list-states.tsx'
import { Beginning, OlderState } from './list-top.tsx'
import { keepPlace, placeIn } from './kept-place.ts'
import { MessageRow } from './message-row.tsx'
import { beginningKey, type KnownRows, type Row, rowsOf } from './rows.ts'
import { useKeptFocus } from './use-kept-focus.ts'
import { useReading } from './use-reading.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useMessageList } from './use-message-list.ts'
import { distanceFromEnd, endPx, type VirtualList } from './use-virtual-list.ts'
import type { Visit } from './visit.ts'

/** Until rows that were just drawn have their height. */
const settleMs = 100
/** Rows above the first one in sight before older messages are asked for. */
const loadAhead = 6

/** The messages of a room, or that they are being loaded, or that they could not be. */
export function MessageList({ visit }: { visit: Visit }) {
  const { timeline } = visit.room
  return (
    <div class="list">
      {timeline.phase.value === 'ready' && <Rows visit={visit} />}
      {timeline.phase.value === 'loading' && <ListSkeleton />}
      {timeline.phase.value === 'failed' && <ListFailed onRetry={() => void timeline.open()} />}
    </div>
  )
}

/** Only rows in sight are drawn, and nothing moves under the reader. */
function Rows({ visit }: { visit: Visit }) {
  const chat = useChat()
  const { room } = visit
  const rows = useRows(visit)
  const scroller = useRef<HTMLDivElement>(null)
  const activeKey = visit.active.value
  const active = useMemo(() => rows.findIndex(({ key }) => key === activeKey), [rows, activeKey])
  const list = useMessageList(visit, rows, { scroller, active })
  const hasBegun = useBeginning(visit, list, rows)
  useEffect(() => () => keepPlace(room, list, distanceFromEnd(list) <= endPx), [])
  useKeepEnd(scroller, () => list.scrollToEnd())
  useMore(room.timeline, list, { count: rows.length, hasBegun })
  useReading(visit, list, rows)
  const rowKeys = useRowKeys(visit, list, rows)
  useKeptFocus(visit, rows, active)
  const tabStop = active < 0 ? Math.min(list.range?.endIndex ?? rows.length, rows.length - 1) : active
  return (
    <>
      <div
        class="list-scroller"
        ref={scroller}
        role="group"
        aria-label={chatWords.value.room.messages(roomName(chat, room))}
        onKeyDown={rowKeys}
      >
        <div class="list-rows" style={{ height: `${list.getTotalSize()}px` }}>
          {list.getVirtualItems().map(({ key, index, start }) => (
            <div
              key={key}
              class="list-row"
              data-index={index}
              ref={list.measureElement}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Line visit={visit} row={rows[index]} isTabStop={index === tabStop} />
            </div>
          ))}
        </div>
      </div>
      <OlderState timeline={room.timeline} />
      <JumpToLatest visit={visit} isFar={hasBegun && distanceFromEnd(list) > endPx} />
    </>
  )
}

/** The room's lines; those that stay as they were stay the same objects. */
function useRows({ room, readUpTo }: Visit): readonly Row[] {
  const chat = useChat()
  const [known] = useState<KnownRows>(() => new WeakMap())
  return useComputed(() =>
    rowsOf(
      {
        messages: room.timeline.messages.value,
        pending: room.timeline.newer.value === 'none' ? room.pending.value : [],
        hidden: room.hidden.value,
        readUpTo: readUpTo.value,
        me: chat.me,
        hasBeginning: room.timeline.older.value === 'none',
      },
      known,
    ),
  ).value
}

/** A room opens where the unread messages begin, else where it was left. Answers whether it has. */
function useBeginning({ room, toLatest }: Visit, list: VirtualList, rows: readonly Row[]): boolean {
  const [hasBegun, setBegun] = useState(false)
  useLayoutEffect(() => {
    const mark = rows.findIndex(({ newMark }) => newMark)
    const place = placeIn(room)
    const left = list.measurementsCache[rows.findIndex(({ key }) => key === place?.key)]
    if (mark >= 0) list.scrollToIndex(mark, { align: 'start' })
    else if (place && left) list.scrollToOffset(left.start + place.hiddenPx)
    else list.scrollToEnd()
    // The rows around are measured first; until then the list does not know where it is.
    const timer = setTimeout(() => setBegun(true), settleMs)
    return () => clearTimeout(timer)
  }, [])
  useLayoutEffect(() => {
    if (!toLatest.value) return
    list.scrollToEnd()
    toLatest.value = false
  }, [toLatest.value])
  return hasBegun
}

/** Loads what lies before and after when the reader comes near. */
function useMore(
  timeline: Timeline,
  list: VirtualList,
  { count, hasBegun }: { count: number; hasBegun: boolean },
): void {
  useEffect(() => {
    if (!hasBegun) return
    const items = list.getVirtualItems()
    const first = items[0]?.index ?? 0
    const last = items.at(-1)?.index ?? 0
    if (first <= loadAhead && timeline.older.value === 'more') void timeline.loadOlder()
    if (last >= count - loadAhead && timeline.newer.value === 'more') void timeline.loadNewer()
  })
}

interface LineProps {
  visit: Visit
  row: Row | undefined
  isTabStop: boolean
}

/** While one scrolls, rows that stay as they are are not gone through again. */
function Line({ visit, row, isTabStop }: LineProps) {
  return useMemo(() => {
    if (!row) return null
    if (row.key === beginningKey) return <Beginning room={visit.room} />
    return <MessageRow visit={visit} row={row} isTabStop={isTabStop} />
  }, [visit, row, isTabStop])
}

/** A window that gets lower, or a composer that gets higher, must not cover the end for who is there. */
function useKeepEnd(scroller: { current: HTMLDivElement | null }, toEnd: () => void): void {
  const step = useRef(toEnd)
  step.current = toEnd
  useEffect(() => {
    const { current } = scroller
    if (!current) return
    let height = current.clientHeight
    const observer = new ResizeObserver(() => {
      const wasAtEnd = current.scrollHeight - current.scrollTop - height <= endPx
      if (current.clientHeight !== height && wasAtEnd) step.current()
      height = current.clientHeight
    })
    observer.observe(current)
    return () => observer.disconnect()
  }, [])
}
