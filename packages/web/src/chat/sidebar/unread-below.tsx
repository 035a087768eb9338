import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Icon } from '../../parts/icon.tsx'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'

/** Says how many rooms with news lie below what is seen of a long list, and leads to them. It lies over the list. */
export function UnreadBelow({ list }: { list: RefObject<HTMLElement | null> }) {
  const chat = useChat()
  const [count, setCount] = useState(0)
  const look = () => setCount(unreadBelow(list.current).length)
  // Drawn again whenever a room is read or has news.
  for (const { unread, inbox } of chat.rooms.value.values()) void (unread.value + inbox.value.version)
  useEffect(() => {
    const frame = requestAnimationFrame(look)
    return () => cancelAnimationFrame(frame)
  })
  useEffect(() => {
    const { current } = list
    if (!current) return
    const observer = new ResizeObserver(look)
    observer.observe(current)
    current.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      current.removeEventListener('scroll', look)
    }
  }, [])
  if (count === 0) return null
  return (
    <button
      type="button"
      class="jump"
      onClick={() => unreadBelow(list.current)[0]?.scrollIntoView({ block: 'center' })}
    >
      {chatWords.value.rooms.below(count)}
      <Icon name="down" size={16} />
    </button>
  )
}

/** Where half of it is hidden, it is not seen. */
function unreadBelow(list: HTMLElement | null): Element[] {
  if (!list) return []
  const { bottom } = list.getBoundingClientRect()
  return [...list.querySelectorAll('.room-link.is-unread')].filter((link) => {
    const { top, height } = link.getBoundingClientRect()
    return height > 0 && top + height / 2 > bottom
  })
}
