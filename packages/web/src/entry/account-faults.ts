import { failureIn, wordsFor } from '../page/problem.ts'
import type { FormFault } from '../parts/use-form.ts'
import type { EntryWords } from '../words/entry-en.ts'

export type AccountField = 'displayName' | 'username' | 'email' | 'password'

const fieldOfCode: Record<string, AccountField> = {
  'username.taken': 'username',
  'username.invalid': 'username',
  'email.taken': 'email',
  'email.invalid': 'email',
  'display-name.invalid': 'displayName',
  'password.weak': 'password',
}

/** A refusal of set-up, sign-up or a new password: beside the field it is about, where there is one. */
export function accountFault(failure: unknown, words: EntryWords): FormFault<AccountField> {
  const problem = failureIn(failure)
  const field = problem && fieldOfCode[problem.code]
  if (field) return { errors: { [field]: wordsOf(problem.code, problem.detail ?? problem.title, words) } }
  if (problem?.code === 'link.invalid') return { problem: words.link.over }
  if (problem?.code === 'setup.done') return { problem: words.setup.done }
  if (problem?.code === 'signup.closed') return { problem: words.join.closed }
  if (problem?.code === 'signup.invite-needed') return { problem: words.join.needsLink }
  return { problem: wordsFor(failure) }
}

/** The server says more of some refusals than the catalogue can; its words count there. */
function wordsOf(code: string, detail: string, words: EntryWords): string {
  if (code === 'username.taken') return words.field.taken
  if (code === 'email.taken') return words.problem.emailTaken
  if (code === 'email.invalid') return words.problem.emailInvalid
  return detail
}
