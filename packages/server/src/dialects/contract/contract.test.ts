import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CONTRACTS } from '../../config/settings.ts'
import { dialects } from '../index.ts'
import { bodyRules } from './body-rules.ts'
import { descriptionRules } from './description-rules.ts'
import { exposureRules } from './exposure-rules.ts'
import type { DialectFacts } from './facts.ts'
import { limitRules } from './limit-rules.ts'
import { originRules } from './origin-rules.ts'
import { pathRules } from './path-rules.ts'
import { removalRules } from './removal-rules.ts'
import { tokenRules } from './token-rules.ts'
import { transcriptRules } from './transcript-rules.ts'

/** The list is the server's own; what the rules have to know of a dialect stands in its folder. */
const found = await Promise.allSettled(
  dialects.map(async ({ name }) => {
    const { facts } = (await import(`../${name}/test/facts.ts`)) as { facts: DialectFacts }
    return facts
  }),
)
const all = found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))

test('[DI-0] every dialect is one of the contracts, once, and says what the rules have to know', () => {
  const names = dialects.map(({ name }) => name)
  assert.deepEqual(
    found.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : [])),
    [],
  )
  assert.deepEqual(
    all.map(({ name }) => name),
    names,
  )
  assert.deepEqual(
    names.filter((name) => !(CONTRACTS as readonly string[]).includes(name)),
    [],
  )
  assert.equal(new Set(names).size, names.length)
})

for (const facts of all) {
  describe(`the contract of dialects, kept by ${facts.name}`, () => {
    bodyRules(facts)
    pathRules(facts)
    exposureRules(facts)
    originRules(facts)
    tokenRules(facts, all)
    limitRules(facts)
    transcriptRules(facts)
    descriptionRules(facts)
    removalRules(facts, all)
  })
}
