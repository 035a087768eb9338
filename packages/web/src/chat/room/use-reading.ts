import { useEffect, useRef } from 'preact/hooks'
import { useChat } from '../chat-context.ts'
import type { Row } from './rows.ts'
import { distanceFromEnd, type VirtualList } from './use-virtual-list.ts'
import type { Visit } from './visit.ts'

/** What is in sight for so long, in a window that has the focus, has been read. */
const readMs = 500

/** Moves my read position with what I have in sight. */
export function useReading(visit: Visit, list: VirtualList, rows: readonly Row[]): void {
  const { reads } = useChat()
  const { room } = visit
  const seen = lastInSight(list, rows)
  const end = room.timeline.newer.value === 'none' && distanceFromEnd(list) <= 2 ? room.lastSeq.value : 0
  const upTo = Math.max(seen, end)
  const latest = useRef(upTo)
  latest.current = upTo
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  /** What was in sight when the time began and still is when it is over. */
  function watch(): void {
    if (timer.current !== undefined || latest.current <= room.inbox.value.readSeq) return
    const began = latest.current
    timer.current = setTimeout(() => {
      timer.current = undefined
      if (!isLooking()) return
      reads.markRead(room, Math.min(began, latest.current))
      watch()
    }, readMs)
  }

  useEffect(watch, [upTo, room])
  useEffect(() => {
    addEventListener('focus', watch)
    document.addEventListener('visibilitychange', watch)
    return () => {
      clearTimeout(timer.current)
      timer.current = undefined
      removeEventListener('focus', watch)
      document.removeEventListener('visibilitychange', watch)
    }
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
