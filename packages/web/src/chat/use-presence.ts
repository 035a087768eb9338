import type { AccountId } from '@hubbub/protocol'
import { useEffect } from 'preact/hooks'
import { useChat } from './chat-context.ts'

/** While this is shown, it is known who of these people is here. */
export function usePresenceOf(place: string, accounts: readonly AccountId[]): void {
  const { presence } = useChat()
  const joined = accounts.join()
  useEffect(() => {
    presence.show(place, joined === '' ? [] : joined.split(','))
    return () => presence.show(place, [])
  }, [presence, place, joined])
}
