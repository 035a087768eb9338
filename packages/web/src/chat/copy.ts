import { say } from '../parts/toasts.tsx'
import { chatWords } from '../words/chat.ts'

/** Takes a text along to paste it elsewhere, and says whether that worked: nothing else would show it. */
export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    say(chatWords.value.copied)
  } catch {
    // It was not allowed, or the page is not on https and there is no clipboard.
    say(chatWords.value.notCopied, { isFault: true })
  }
}
