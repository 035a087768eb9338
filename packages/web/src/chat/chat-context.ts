import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Chat } from './model/chat.ts'

export const ChatContext = createContext<Chat | undefined>(undefined)

/** The chat that the components around show. */
export function useChat(): Chat {
  const chat = useContext(ChatContext)
  if (!chat) throw new Error('there is no chat around this component')
  return chat
}
