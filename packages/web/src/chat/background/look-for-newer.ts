import { isOutdated } from '../../page/freshness.ts'
import type { Chat } from '../model/chat.ts'

/** Looks whenever the connection is there again, since a server that was updated was away for a moment. */
export function lookForNewer(chat: Chat): () => void {
  const off = chat.client.on('status', (status) => {
    if (status === 'online') void look()
  })
  document.addEventListener('visibilitychange', loadUnseen)
  return () => {
    off()
    document.removeEventListener('visibilitychange', loadUnseen)
  }
}

/** What cannot be loaded may belong to a build that is gone. */
export async function look(): Promise<void> {
  const mine = [...document.scripts].find(({ type }) => type === 'module')?.src
  if (mine === undefined || isOutdated.value) return
  const answer = await fetch('/c/', { cache: 'no-cache' }).catch(() => undefined)
  const page = answer?.ok ? await answer.text().catch(() => '') : ''
  // A proxy in between may answer anything; only another build of ours counts.
  if (page.includes('/c/assets/main-') && !page.includes(new URL(mine).pathname)) isOutdated.value = true
}

/** Nobody looks and nothing is being changed: the new one may take its place. Drafts and unsent messages are kept. */
function loadUnseen(): void {
  const isBusy = document.querySelector('dialog[open], .edit-box') !== null
  if (isOutdated.value && document.visibilityState === 'hidden' && !isBusy) location.reload()
}
