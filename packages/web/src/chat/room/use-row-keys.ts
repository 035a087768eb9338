import { useChat } from '../chat-context.ts'
import type { Row } from './rows.ts'
import type { VirtualList } from './use-virtual-list.ts'
import type { Visit } from './visit.ts'

/** Arrow keys walk from message to message; Enter goes to what can be done with one, Esc comes back. */
export function useRowKeys(
  visit: Visit,
  list: VirtualList,
  rows: readonly Row[],
): (event: KeyboardEvent) => void {
  const chat = useChat()

  function walkTo(place: number): void {
    const row = rows[Math.min(Math.max(place, 0), rows.length - 1)]
    if (!row) return
    visit.active.value = row.key
    list.scrollToIndex(rows.indexOf(row), { align: 'auto' })
    // It may have to be drawn first.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => rowElement(row.key)?.focus({ preventScroll: true })),
    )
  }

  return (event) => {
    const { target, key } = event
    if (!(target instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey) return
    const article = target.closest<HTMLElement>('[data-row]')
    const place = rows.findIndex((row) => row.key === article?.dataset['row'])
    if (!article || place < 0 || target.closest('textarea')) return
    if (target !== article) {
      if (key === 'Escape') article.focus()
      return
    }
    const step = steps(key, place, rows.length)
    const message = rows[place]?.message
    if (step !== undefined) walkTo(step)
    else if (key === 'Enter') article.querySelector<HTMLElement>('button, a')?.focus()
    else if (key === 'Escape') document.getElementById('composer')?.focus()
    else if (key === 'e' && message?.author === chat.me) visit.editing.value = message.id
    else return
    event.preventDefault()
  }
}

function steps(key: string, place: number, count: number): number | undefined {
  const places: Record<string, number> = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: count - 1 }
  return places[key]
}

export const rowElement = (key: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)
