import { Icon } from '../../parts/icon.tsx'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import type { PendingMessage } from '../model/pending.ts'
import { mayWrite } from '../rights.ts'
import type { Visit } from './visit.ts'

/** How far a message of mine has come: nothing for a moment, then a clock; and what can be done when it was refused. */
export function PendingState({ visit, pending }: { visit: Visit; pending: PendingMessage }) {
  const words = chatWords.value.message
  if (pending.state === 'failed') return <NotSent visit={visit} pending={pending} />
  if (pending.state === 'sent') return null
  const label = pending.state === 'queued' ? words.waiting : words.sending
  return (
    <span class="pending late" title={label}>
      <Icon name="clock" size={14} />
      <span class="sr-only">{label}</span>
    </span>
  )
}

function NotSent({ visit: { room }, pending }: { visit: Visit; pending: PendingMessage }) {
  const chat = useChat()
  const words = chatWords.value.message
  const { clientId, error, text } = pending

  function editAgain(): void {
    void chat.client.outbox.discard(clientId)
    const { draft } = room
    chat.drafts.write(room, draft.value === '' ? text : `${text}\n${draft.value}`)
    document.getElementById('composer')?.focus()
  }

  return (
    <p class="not-sent" role="alert">
      <Icon name="warning" size={16} />
      <span>
        {words.notSent}
        {error && `: ${error.detail ?? error.title}`}
      </span>
      <button type="button" class="link-button" onClick={() => void chat.client.outbox.retry(clientId)}>
        {words.retry}
      </button>
      {mayWrite(room) && (
        <button type="button" class="link-button" onClick={editAgain}>
          {words.editAgain}
        </button>
      )}
      <button type="button" class="link-button" onClick={() => void chat.client.outbox.discard(clientId)}>
        {words.discard}
      </button>
    </p>
  )
}
