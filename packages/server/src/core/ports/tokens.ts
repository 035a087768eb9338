/** Access tokens: short-lived, signed, bound to a session. Whether the session still stands is the caller's question. */
export interface Tokens {
  sign(claims: { account: string; session: string }, secondsValid: number): Promise<string>
  /**
   * `expired` only for a token that was ours and whole; everything else that is no access token is `undefined`.
   * Never rejects, whatever the text.
   */
  verify(token: string): Promise<AccessClaims | undefined | 'expired'>
}

export interface AccessClaims {
  account: string
  session: string
  /** Milliseconds since 1970. */
  expiresAt: number
}
