import { type AccountField, accountFault } from '../../entry/account-faults.ts'
import { failureIn } from '../../page/problem.ts'
import type { FormFault } from '../../parts/use-form.ts'
import { dialogWords } from '../../words/dialog.ts'
import { entryWords } from '../../words/entry.ts'

/** What is wrong with a change for which the present password was asked, the proof that it is me. */
export const provenFault = (failure: unknown): FormFault<AccountField | 'proof'> =>
  failureIn(failure)?.code === 'auth.wrong-credentials'
    ? { errors: { proof: dialogWords.value.settings.wrongPassword } }
    : accountFault(failure, entryWords.value)
