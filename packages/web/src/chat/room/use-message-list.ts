import { useRef, useState } from 'preact/hooks'
import { placeIn } from './kept-place.ts'
import { beginningKey, type Row } from './rows.ts'
import { endPx, useVirtualList, type VirtualList } from './use-virtual-list.ts'
import type { Visit } from './visit.ts'

interface Around {
  scroller: { current: HTMLDivElement | null }
  /** The row that the arrow keys are at; -1 where none is. */
  active: number
}

/** The list of a room's rows: where it begins, what it follows, how high its rows may be. */
export function useMessageList(
  { room }: Visit,
  rows: readonly Row[],
  { scroller, active }: Around,
): VirtualList {
  const [left] = useState(() => placeIn(room))
  const isWhole = room.timeline.newer.value === 'none'
  const wasWhole = useRef(isWhole)
  // A page of messages that were missed is not followed to its end: nobody has read it.
  const follows = isWhole && wasWhole.current
  wasWhole.current = isWhole
  return useVirtualList({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.key ?? '',
    estimateSize: (index) => estimate(rows[index]),
    // Rows at the beginning, which nobody is to see, are not drawn first: what they turn out to measure would move the others.
    initialOffset: left?.offset ?? 0,
    initialMeasurementsCache: left?.heights ?? [],
    // As far as a fast hand scrolls before the next frame is drawn.
    overscan: 10,
    anchorTo: 'end',
    followOnAppend: follows,
    scrollEndThreshold: endPx,
    scrollPaddingStart: 56,
    paddingEnd: 8,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan)
      const to = Math.min(count - 1, endIndex + overscan)
      const range = Array.from({ length: to - from + 1 }, (_, place) => from + place)
      // Who walks with the arrow keys keeps the focus, also when the row is scrolled away.
      return active < 0 || (active >= from && active <= to)
        ? range
        : [...range, active].sort((one, other) => one - other)
    },
  })
}

function estimate(row: Row | undefined): number {
  if (!row || row.key === beginningKey) return 176
  const text = row.message?.text ?? row.pending?.text ?? ''
  const lines = Math.ceil(text.length / 80) + (text.match(/\n/g)?.length ?? 0)
  return lines * 22 + (row.isFirst ? 34 : 4) + (row.newDay ? 40 : 0) + (row.newMark ? 24 : 0)
}
