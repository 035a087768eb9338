/**
 * Signed tokens of one older contract. Each contract has a secret of its own, so a token of one fails its signature at
 * all others and at the native API.
 */
export interface ContractTokens {
  /** `iat` and `exp` are set here; the contract says the rest. */
  sign(claims: Readonly<Record<string, unknown>>, secondsValid: number): Promise<string>
  /**
   * Never rejects, whatever the text. `expired` only for a token that was ours and whole; `malformed` is no token at all;
   * anything else that we did not sign is a `bad-signature`, a chosen algorithm too.
   */
  verify(token: string): Promise<ContractClaims | ContractTokenFault>
}

export type ContractTokenFault = 'expired' | 'malformed' | 'bad-signature'

export interface ContractClaims {
  readonly iat: number
  readonly exp: number
  readonly [claim: string]: unknown
}
