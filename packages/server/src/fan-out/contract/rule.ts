import type { NodeUnderTest } from './node.ts'

/** States a rule of the contract, on a new node. */
export type Rule = (sentence: string, check: (node: NodeUnderTest) => Promise<void>) => void
