export interface Digests {
  /**
   * SHA-256, 64 lower-case hex digits. Random secrets (links, API keys, refresh tokens) are stored as this; a stolen
   * database then opens nothing. Never for passwords, which can be guessed: those go to `Passwords`.
   */
  digest(secret: string): string
}
