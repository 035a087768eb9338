import { changeableAccount, changeMadeAccount, removeMadeAccount } from './change-made-account.ts'
import { changePersonPassword } from './change-person-password.ts'
import { changePerson, removePerson } from './change-person.ts'
import { checkLobbyName } from './lobby/lobby-names.ts'
import { claimName, visitorOf } from './lobby/claim-name.ts'
import { keepNames } from './lobby/keep-names.ts'
import { speakAs } from './lobby/speak-as.ts'
import { getMadeAccount, listMadeAccounts } from './made-accounts.ts'
import { makeAccount } from './make-account.ts'
import { findPeople, getPerson, listPeople } from './people.ts'
import { registerPerson } from './register-person.ts'
import { signInPerson } from './sign-in-person.ts'

/** What contracts may ask of accounts: of those they made for others, of people who sign in to them, and of guests. */
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
  checkLobbyName,
  claimName,
  visitorOf,
  keepNames,
  speakAs,
}
