import { useEffect, useRef } from 'preact/hooks'
import { useChat } from '../chat-context.ts'
import type { Row } from './rows.ts'
import type { VirtualList } from './use-virtual-list.ts'
import type { Visit } from './visit.ts'

/** What is in sight for so long, in a window that has the focus, has been read. */
const readMs = 500

/** Moves my read position with what I have in sight. */
export function useReading(visit: Visit, list: VirtualList, rows: readonly Row[]): void {
  const { reads } = useChat()
  const { room } = visit
  const seen = lastInSight(list, rows)
  const end = room.timeline.newer.value === 'none' && list.isAtEnd(2) ? room.lastSeq.value : 0
  const upTo = Math.max(seen, end)
  const latest = useRef(upTo)
  latest.current = upTo
  useEffect(() => {
    if (upTo <= room.inbox.value.readSeq) return
    const timer = setTimeout(() => {
      if (isLooking()) reads.markRead(room, latest.current)
    }, readMs)
    return () => clearTimeout(timer)
  }, [upTo, room])
  useEffect(() => {
    const back = () => {
      if (isLooking()) reads.markRead(room, latest.current)
    }
    addEventListener('focus', back)
    return () => removeEventListener('focus', back)
  }, [room])
}

const isLooking = (): boolean => document.visibilityState === 'visible' && document.hasFocus()

/** The newest message whose end is in sight. */
function lastInSight(list: VirtualList, rows: readonly Row[]): number {
  const bottom = (list.scrollOffset ?? 0) + (list.scrollRect?.height ?? 0) + 2
  for (const { index, end } of list.getVirtualItems().toReversed()) {
    const seq = rows[index]?.message?.seq
    if (seq !== undefined && end <= bottom) return seq
  }
  return 0
}
