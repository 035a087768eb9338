/**
 * Which tabs are there and whether somebody looks at one of them, told by locks: they end with their tab, whatever
 * becomes of it.
 */
const lookedAt = 'hubbub:looked-at'
const notifier = 'hubbub:notifier'

/** Holds a lock while this tab has the person's eyes. Answers the function that ends it. */
export function tellLooking(): () => void {
  let giveUp: AbortController | undefined
  let letGo: (() => void) | undefined
  const changed = () => {
    const isLooking = document.visibilityState === 'visible' && document.hasFocus()
    if (isLooking === (giveUp !== undefined)) return
    letGo?.()
    giveUp?.abort()
    giveUp = isLooking ? new AbortController() : undefined
    if (!giveUp) return
    const { promise, resolve } = Promise.withResolvers<void>()
    letGo = resolve
    navigator.locks
      .request(lookedAt, { mode: 'shared', signal: giveUp.signal }, () => promise)
      .catch(() => undefined)
  }
  const names = ['focus', 'blur', 'visibilitychange'] as const
  for (const name of names) addEventListener(name, changed, true)
  changed()
  return () => {
    for (const name of names) removeEventListener(name, changed, true)
    letGo?.()
    giveUp?.abort()
  }
}

/** Whether somebody looks at any tab of ours. */
export async function isLookedAt(): Promise<boolean> {
  const { held = [] } = await navigator.locks.query()
  return held.some(({ name }) => name === lookedAt)
}

/** Becomes true in one tab at a time, the one that has been there longest. Answers the function that ends it. */
export function becomeNotifier(became: () => void): () => void {
  const giveUp = new AbortController()
  const end = Promise.withResolvers<void>()
  navigator.locks
    .request(notifier, { signal: giveUp.signal }, () => {
      became()
      return end.promise
    })
    .catch(() => undefined)
  return () => {
    giveUp.abort()
    end.resolve()
  }
}
