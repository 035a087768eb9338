import { test, type TestContext } from 'node:test'
import type { StoreUnderTest } from './engines.ts'

/** Opens a new store for one rule. */
export type Given = (rule: TestContext) => Promise<StoreUnderTest>

/** States rules of the contract, each on a new store. */
export type Rule = (sentence: string, check: (store: StoreUnderTest) => Promise<void>) => void

export function rules(given: Given): Rule {
  return (sentence, check) => {
    test(sentence, async (rule) => check(await given(rule)))
  }
}
