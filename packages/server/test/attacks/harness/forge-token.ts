import { createHmac } from 'node:crypto'
import { deriveSecret } from '../../../src/platform/derive-secret.ts'
import { objectText } from './json-text.ts'

/** The master secret of the servers under attack: whoever forges knows more than any attacker. */
export const masterSecret = 'thirty-two-letters-or-more-of-secret'

/** What access tokens are really signed with. */
const accessKey = deriveSecret(new TextEncoder().encode(masterSecret), 'access tokens')

export interface Forged {
  header?: Readonly<Record<string, unknown>>
  claims?: Readonly<Record<string, unknown>>
  /** Payload as text, where JSON cannot say it. */
  payload?: string
  key?: Uint8Array | string
  hash?: string
  /** In the place of the signature. */
  signature?: string
}

export interface Holder {
  id: string
  session: string
}

export const honestHeader = { alg: 'HS256', typ: 'at+jwt' }

export function honestClaims({ id, session }: Holder): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000)
  const times = { iat: now, nbf: now, exp: now + 600 }
  return { type: 'access', sid: session, sub: id, iss: 'hubbub', aud: 'hubbub', ...times }
}

/** A token as a good one is, but for what was asked. A claim or header field of undefined is left out. */
export function forge(holder: Holder, forged: Forged = {}): string {
  const header = objectText(without({ ...honestHeader, ...forged.header }))
  const payload = forged.payload ?? objectText(without({ ...honestClaims(holder), ...forged.claims }))
  const signed = `${encoded(header)}.${encoded(payload)}`
  const hash = forged.hash ?? 'sha256'
  const signature = createHmac(hash, forged.key ?? accessKey)
    .update(signed)
    .digest('base64url')
  return `${signed}.${forged.signature ?? signature}`
}

function without(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

export const encoded = (text: string): string => Buffer.from(text).toString('base64url')
