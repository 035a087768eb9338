/**
 * Passwords are brought to NFC before hashing, here and nowhere else, so that the same word typed on two keyboards
 * is one password. Imported bcrypt hashes are compared with the text as typed, as the service that made them did.
 */
export interface Passwords {
  /** Rejects with `PasswordsBusy` when too many wait already. */
  hash(password: string): Promise<string>
  /**
   * Give `undefined` for an unknown account: it costs what a wrong password costs, so that time does not tell
   * who has an account. (An account that still has an imported hash differs until its first sign-in.)
   */
  verify(password: string, hash: string | undefined): Promise<boolean>
  /** The hash is of an older kind or strength: hash the password anew, now that it was proved. */
  needsRehash(hash: string): boolean
}

/** Too many password hashes wait; becomes the refusal `busy` at the edge. */
export class PasswordsBusy extends Error {
  readonly retryAfterSeconds: number

  constructor(retryAfterSeconds: number) {
    super('too many passwords are being checked')
    this.name = 'PasswordsBusy'
    this.retryAfterSeconds = retryAfterSeconds
  }
}
