import { changeableAccount, changeMadeAccount, removeMadeAccount } from './change-made-account.ts'
import { changePersonPassword } from './change-person-password.ts'
import { changePerson, removePerson } from './change-person.ts'
import { getMadeAccount, listMadeAccounts } from './made-accounts.ts'
import { makeAccount } from './make-account.ts'
import { findPeople, getPerson, listPeople } from './people.ts'
import { registerPerson } from './register-person.ts'
import { signInPerson } from './sign-in-person.ts'

/** What contracts may ask of accounts: of those they made for others, and of people who sign in to them. */
export const contractAccountUseCases = {
  makeAccount,
  getMadeAccount,
  listMadeAccounts,
  changeableAccount,
  changeMadeAccount,
  removeMadeAccount,
  registerPerson,
  signInPerson,
  getPerson,
  listPeople,
  findPeople,
  changePerson,
  changePersonPassword,
  removePerson,
}
