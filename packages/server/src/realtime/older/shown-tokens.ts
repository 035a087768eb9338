import type { Socket } from 'socket.io'

/** What a handshake shows, in the order in which it counts (docs/decisions/older-apis.md). Never from the address. */
export interface ShownTokens {
  token: string | undefined
  /** Whether it can only be meant as a token. A header may be another scheme's, which means nothing to us. */
  isMeant: boolean
  apiKey: string | undefined
}

export function shownTokens({ auth, headers }: Socket['handshake']): ShownTokens {
  const apiKey = [headers['x-api-key']].flat()[0]
  const given = (auth as { token?: unknown } | null)?.token
  // Clients that have no token yet send null or an empty one.
  if (given !== undefined && given !== null && given !== '') {
    return { token: typeof given === 'string' ? bare(given) : '', isMeant: true, apiKey }
  }
  const header = headers.authorization?.trim()
  if (header === undefined || header === '') return { token: undefined, isMeant: false, apiKey }
  if (/^bearer(?:\s|$)/i.test(header)) return { token: bare(header), isMeant: true, apiKey }
  return { token: /\s/.test(header) ? undefined : header, isMeant: false, apiKey }
}

const bare = (text: string): string => text.replace(/^\s*bearer(?:\s+|$)/i, '').trim()
