const SECRET_NAME = /authorization|token|password|secret|cookie|api-?key/i
const CENSORED = '[hidden]'
const DEPTH = 6

/**
 * A copy in which nothing stands that was called a secret, at any depth. Logs are read by more people than may act
 * for others; one token in a log line is a stolen session.
 */
export function redacted(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Error) return value
  if (depth === DEPTH) return '[deeper]'
  if (Array.isArray(value)) return value.map((item) => redacted(item, depth + 1))
  return redactedFields(value, depth)
}

export function redactedFields(value: object, depth = 0): Record<string, unknown> {
  const copy: Record<string, unknown> = {}
  for (const [name, item] of Object.entries(value)) {
    copy[name] = SECRET_NAME.test(name) && isPresent(item) ? CENSORED : redacted(item, depth + 1)
  }
  return copy
}

// Numbers and switches tell nobody a secret: `tokenSeconds: 900`, `hasPassword: true`.
function isPresent(item: unknown): boolean {
  return typeof item === 'string' || (typeof item === 'object' && item !== null)
}
