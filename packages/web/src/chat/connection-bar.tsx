import { useEffect, useState } from 'preact/hooks'
import { chatWords } from '../words/chat.ts'
import { useChat } from './chat-context.ts'
import { laterParts } from './load-later.ts'

/** A moment without connection is nobody's business. */
const patienceMs = 3_000

/** A thin line that says when there is no connection, and what becomes of what is written. */
export function ConnectionBar() {
  const chat = useChat()
  const words = chatWords.value.connection
  const isOnline = chat.status.value === 'online' || chat.status.value === 'unauthorized'
  const isLate = useLate(!isOnline)
  const isOffline = !navigator.onLine
  const waiting = [...chat.rooms.value.values()].flatMap(({ pending }) =>
    pending.value.filter(({ state }) => state === 'queued' || state === 'sending'),
  ).length
  const Background = laterParts.value?.Background
  return (
    <div class="connection" role="status">
      {isLate && (
        <p>
          {isOffline ? words.offline : words.reconnecting} {waiting > 0 && words.waiting(waiting)}{' '}
          <button type="button" class="link-button" onClick={() => chat.client.retryNow()}>
            {words.tryNow}
          </button>
        </p>
      )}
      {Background && <Background />}
    </div>
  )
}

/** True when something has been so for a while. */
function useLate(isSo: boolean): boolean {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    if (!isSo) return setLate(false)
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [isSo])
  return isLate && isSo
}
