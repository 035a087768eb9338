import { wordsFor } from '../page/problem.ts'
import { say } from '../parts/toasts.tsx'

/** Lets something happen that nothing waits for. Where it fails, the person is told why. */
export function act(asked: Promise<unknown>): void {
  asked.catch((failure: unknown) => say(wordsFor(failure), { isFault: true }))
}
