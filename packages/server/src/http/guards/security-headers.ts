/** On every answer, errors too. Nothing the server says is a page, a frame or a script unless its route says so. */
const always: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  // Answers depend on who asks; no cache between us and them may keep one.
  'cache-control': 'no-store',
}

export function securityHeaders(publicUrl: string | null): Readonly<Record<string, string>> {
  if (!publicUrl?.startsWith('https:')) return always
  return { ...always, 'strict-transport-security': 'max-age=31536000' }
}

/** Our own pages: their own style sheet and script files, their own API, nothing inline, nothing from elsewhere. */
export const pagePolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
