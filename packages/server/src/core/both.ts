import type { AtHand } from './ports/store.ts'

/** Two reads at once; where both are at hand there is nothing to wait for. */
export function both<A, B>(one: AtHand<A>, other: AtHand<B>): AtHand<[A, B]> {
  return one instanceof Promise || other instanceof Promise ? Promise.all([one, other]) : [one, other]
}
