import { signal } from '@preact/signals'
import { chatWords } from '../words/chat.ts'
import { Dialog } from './dialog.tsx'

interface Question {
  text: string
  /** What the button says that does it. */
  yes: string
  answer(isYes: boolean): void
}

const question = signal<Question | undefined>(undefined)

/** Asks before something that is not easily made undone. */
export function sure(text: string, yes: string): Promise<boolean> {
  return new Promise((resolve) => {
    question.value = {
      text,
      yes,
      answer(isYes) {
        question.value = undefined
        resolve(isYes)
      },
    }
  })
}

export function QuestionPlace() {
  if (!question.value) return null
  const { text, yes, answer } = question.value
  return (
    <Dialog heading={yes} onClose={() => answer(false)}>
      <p>{text}</p>
      <div class="dialog-foot">
        <button type="button" class="button" onClick={() => answer(false)}>
          {chatWords.value.cancel}
        </button>
        <button type="button" class="button is-danger" onClick={() => answer(true)}>
          {yes}
        </button>
      </div>
    </Dialog>
  )
}
