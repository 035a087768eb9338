import { changeableAccount, changeMadeAccount, removeMadeAccount } from './change-made-account.ts'
import { changePersonPassword } from './change-person-password.ts'
import { changePerson, removePerson } from './change-person.ts'
import { checkLobbyName } from './lobby/lobby-names.ts'
import { claimName, visitorOf } from './lobby/claim-name.ts'
import { holdName, letNameGo } from './lobby/hold-name.ts'
import { speakAs } from './lobby/speak-as.ts'
import { sweepNames } from './lobby/sweep-names.ts'
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
  holdName,
  letNameGo,
  speakAs,
  sweepNames,
}
