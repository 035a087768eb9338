export interface Argon2Cost {
  /** KiB. */
  memory: number
  passes: number
  parallelism: number
}

export interface Argon2Hash extends Argon2Cost {
  salt: Buffer
  tag: Buffer
}

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,86})$/

/** A hash that asks for more than this came from no sane service; it must not be able to stall sign-in. */
const MOST: Argon2Cost = { memory: 256 * 1024, passes: 16, parallelism: 16 }

/** `$argon2id$v=19$m=…,t=…,p=…$salt$tag`, the form every Argon2 library writes. */
export function formatPhc({ memory, passes, parallelism, salt, tag }: Argon2Hash): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`
}

export function parsePhc(text: string): Argon2Hash | undefined {
  const [, m, t, p, salt, tag] = PHC.exec(text) ?? []
  if (salt === undefined || tag === undefined) return undefined
  const cost = { memory: Number(m), passes: Number(t), parallelism: Number(p) }
  return isPayable(cost)
    ? { ...cost, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') }
    : undefined
}

function isPayable({ memory, passes, parallelism }: Argon2Cost): boolean {
  const enough = passes >= 1 && parallelism >= 1 && memory >= 8 * parallelism
  return enough && memory <= MOST.memory && passes <= MOST.passes && parallelism <= MOST.parallelism
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
