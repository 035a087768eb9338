import { useState } from 'preact/hooks'
import { wordsFor } from '../../page/problem.ts'
import { CopyLine } from '../../parts/copy-line.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { say } from '../../parts/toasts.tsx'
import { dialogWords } from '../../words/dialog.ts'
import { useChat } from '../chat-context.ts'
import { closeDialog } from './open-dialog.ts'

/** A sign-up link to give to somebody. */
export function InvitePeople() {
  const chat = useChat()
  const words = dialogWords.value.invite
  const [url, setUrl] = useState<string | undefined>(undefined)
  const make = () =>
    chat.client.ask('account.invite', {}).then(
      (link) => setUrl(link.url),
      (failure: unknown) => void say(wordsFor(failure), { isFault: true }),
    )
  return (
    <Dialog heading={words.heading} onClose={closeDialog}>
      <p class="muted">{words.text}</p>
      {url !== undefined && <CopyLine text={url} />}
      <button type="button" class="button is-primary is-wide" onClick={() => void make()}>
        {words.submit}
      </button>
    </Dialog>
  )
}
