import { useEffect } from 'preact/hooks'
import { isOutdated } from '../../page/freshness.ts'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import { keepRooms } from '../kept/keep-rooms.ts'
import { notify } from '../notices/notify.ts'
import { OfferNotices } from '../notices/offer-notices.tsx'
import { lookForNewer } from './look-for-newer.ts'
import { registerWorker } from './register-worker.ts'
import { tellAway } from './tell-away.ts'

/** What goes on beside the conversation, and the few lines it may have to say. */
export function Background() {
  const chat = useChat()
  useEffect(() => {
    registerWorker()
    const ends = [lookForNewer(chat), keepRooms(chat), notify(chat), tellAway(chat)]
    return () => {
      for (const end of ends) end()
    }
  }, [chat])
  return isOutdated.value ? <NewerThere /> : <OfferNotices />
}

function NewerThere() {
  const words = chatWords.value.newer
  return (
    <p>
      {words.text}{' '}
      <button type="button" class="link-button" onClick={() => location.reload()}>
        {words.load}
      </button>
    </p>
  )
}
