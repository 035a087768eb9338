import { dialogWords } from '../../words/dialog.ts'
import { useChat } from '../chat-context.ts'
import { permission, turnOn, wish, wishFor } from './notice-settings.ts'

/** Offers notifications once: to who has just written something, and so may wait for an answer. */
export function OfferNotices() {
  const chat = useChat()
  if (!chat.hasSent.value || wish.value !== undefined || permission.value !== 'default') return null
  const words = dialogWords.value.notices
  return (
    <p>
      {words.offer}{' '}
      <button type="button" class="link-button" onClick={() => void turnOn()}>
        {words.turnOn}
      </button>{' '}
      <button type="button" class="link-button" onClick={() => wishFor('off')}>
        {words.notNow}
      </button>
    </p>
  )
}
