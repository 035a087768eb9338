/** Counts wrong guesses at passwords, over all transports together. */
export interface Guesses {
  /**
   * Judges one guess and answers whether it was right. It is counted before it is judged, so that guesses made at once
   * count like guesses made in turn; a right one, and one that could not be judged, is given back. Throws the refusal
   * `rate.limited` where this account or this address has guessed too often. Sessions that stand are never touched.
   */
  guess(account: string, address: string, isRight: () => Promise<boolean>): Promise<boolean>
  /** What was guessed at this account is forgotten: its password is a new one. */
  forget(account: string): Promise<void>
}
