import type { OutputOf } from '@hubbub/protocol'

/**
 * The few questions of the screens before signing in. They go without the SDK, which is half of what a browser has to
 * load and is not needed until somebody signs in.
 */
export const askServer = () => ask<OutputOf<'server.get'>>('/v1/server')

export const askLink = (token: string) =>
  ask<OutputOf<'link.check'>>('/v1/links/check', {
    method: 'POST',
    body: JSON.stringify({ token }),
    headers: { 'content-type': 'application/json' },
  })

export const askUsername = (username: string, signal: AbortSignal) =>
  ask<OutputOf<'username.check'>>(`/v1/usernames/${encodeURIComponent(username)}`, { signal })

async function ask<Answer>(path: string, options: RequestInit = {}): Promise<Answer> {
  const response = await fetch(path, { credentials: 'omit', ...options }).catch((cause: unknown) => {
    throw failed({ code: 'client.network', title: 'The server could not be reached' }, cause)
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer as Answer
  const isProblem = typeof answer === 'object' && answer !== null && 'code' in answer
  throw failed(
    isProblem ? answer : { code: 'client.network', title: `The server answered ${response.status}` },
  )
}

/** Of the same form as the SDK's errors. */
function failed(problem: object, cause?: unknown): Error {
  return Object.assign(new Error('the server refused', { cause }), problem)
}
