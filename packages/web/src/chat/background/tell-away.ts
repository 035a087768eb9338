import type { Chat } from '../model/chat.ts'

/** Without a key, a click or a look for so long, one is away. */
const awayMs = 10 * 60_000
const signs = ['keydown', 'pointerdown', 'pointermove', 'focus', 'visibilitychange'] as const

/** Tells others when I am away from this device, and when I am back. Answers the function that ends it. */
export function tellAway(chat: Chat): () => void {
  let isAway = false
  let timer = setTimeout(leave, awayMs)

  // What cannot be told now is told with the next connection.
  const tell = (): void => void chat.client.presence.set(isAway ? 'away' : 'online').catch(() => undefined)

  function leave(): void {
    isAway = true
    tell()
  }

  function stir(): void {
    if (document.visibilityState === 'hidden') return
    clearTimeout(timer)
    timer = setTimeout(leave, awayMs)
    if (!isAway) return
    isAway = false
    tell()
  }

  const off = chat.client.on('status', (status) => {
    // A new connection counts as being here.
    if (status === 'online' && isAway) tell()
  })
  for (const name of signs) addEventListener(name, stir, { capture: true, passive: true })
  return () => {
    off()
    clearTimeout(timer)
    for (const name of signs) removeEventListener(name, stir, { capture: true })
  }
}
