export interface Ids {
  /** 24 lower-case hex digits: 32 bits of seconds, then 64 random bits. Sorts by time, to the second. */
  next(): string
  /** base64url of `bytes` random bytes, 32 when left out: links, keys, refresh tokens. */
  secret(bytes?: number): string
}
