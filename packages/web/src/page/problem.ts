import { pageWords } from '../words/page.ts'

/** Why something did not work: a refusal of the server, or a failure on the way to it. */
export interface Failure {
  code: string
  title: string
  detail?: string | undefined
  /** Seconds. */
  retryAfter?: number | undefined
}

/** The SDK's errors without their class, which is loaded later than the forms; undefined where it is a bug. */
export function failureIn(thrown: unknown): Failure | undefined {
  return thrown instanceof Error && 'code' in thrown && 'title' in thrown
    ? (thrown as Error & Failure)
    : undefined
}

/** A failure that belongs to no single field, in words for the person. */
export function wordsFor(thrown: unknown): string {
  const failure = failureIn(thrown)
  const words = pageWords.value.failure
  switch (failure?.code) {
    case 'client.network':
    case 'client.timeout':
      return words.network
    case 'busy':
    case 'unavailable':
      return words.busy
    case undefined:
    case 'internal':
      return words.unknown
    default:
      return failure?.detail ?? `${failure?.title}.`
  }
}
