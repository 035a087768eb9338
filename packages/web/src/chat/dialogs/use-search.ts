import { useEffect, useState } from 'preact/hooks'

const pauseMs = 200

export interface Search<Item> {
  text: string
  setText(text: string): void
  /** Undefined while the first answer is under way. */
  items: readonly Item[] | undefined
  failed: boolean
  again(): void
}

/** Asks while somebody types, when they pause; answers that come late count no more. */
export function useSearch<Item>(ask: (text: string) => Promise<readonly Item[]>): Search<Item> {
  const [text, setText] = useState('')
  const [items, setItems] = useState<readonly Item[] | undefined>(undefined)
  const [failed, setFailed] = useState(false)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let isStale = false
    const timer = setTimeout(
      () => {
        ask(text.trim()).then(
          (found) => {
            if (isStale) return
            setItems(found)
            setFailed(false)
          },
          () => {
            if (!isStale) setFailed(true)
          },
        )
      },
      items === undefined ? 0 : pauseMs,
    )
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [text, tries])
  return { text, setText, items, failed, again: () => setTries(tries + 1) }
}
