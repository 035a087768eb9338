import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Row } from './rows.ts'
import { rowElement } from './use-row-keys.ts'
import type { Visit } from './visit.ts'

/** Where the row that had the focus is taken away, the one that moves up in its place gets it. */
export function useKeptFocus(visit: Visit, rows: readonly Row[], active: number): void {
  const place = useRef(-1)
  useLayoutEffect(() => {
    const wasAt = place.current
    place.current = active
    const isGone = wasAt >= 0 && active < 0 && visit.active.value !== undefined
    if (!isGone) return
    const next = rows[Math.min(wasAt, rows.length - 1)]
    visit.active.value = next?.message || next?.pending ? next.key : undefined
    // Only who lost it: somebody may write elsewhere while another deletes.
    if (document.activeElement !== document.body) return
    const element = next && rowElement(next.key)
    ;(element ?? document.getElementById('composer'))?.focus({ preventScroll: true })
  })
}
