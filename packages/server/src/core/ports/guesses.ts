/** Counts wrong guesses at passwords and one-time secrets. */
export interface Guesses {
  /** Throws the refusal `rate.limited` when this account or this address has guessed too often. */
  allow(account: string, address: string): Promise<void>
  failed(account: string, address: string): Promise<void>
  /** A right password forgives the account's guesses, not the address's. */
  succeeded(account: string): Promise<void>
}
