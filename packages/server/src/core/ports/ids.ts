export interface Ids {
  /** 24 lower-case hex digits: 32 bits of seconds, 12 of milliseconds, 52 random. Sorts by time. */
  next(): string
  /** base64url of `bytes` random bytes, 32 when left out: links, keys, refresh tokens. */
  secret(bytes?: number): string
}
