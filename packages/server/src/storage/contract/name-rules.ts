import assert from 'node:assert/strict'
import type { Rule } from './given.ts'
import { commit, committed, refused, run } from './outcomes.ts'
import { ada, ben, claim, named, profile, set } from './rows-to-write.ts'

const handle = named('handle', 'lounge')

export function nameRules(rule: Rule): void {
  rule('[ST-30] a claimed name has its owner, who may claim it again', async ({ storage }) => {
    await commit(storage, set([claim(handle, ada)]))
    await commit(storage, set([claim(handle, ada)]))
    assert.equal(await storage.read.owner(handle), ada)
  })

  rule('[ST-31] a name that another holds is refused', async ({ storage }) => {
    await commit(storage, set([claim(handle, ada)]))
    const [outcome] = await run(storage, set([profile('ben'), claim(handle, ben)]))
    assert.deepEqual(refused(outcome).because, { name: handle, owner: null })
    assert.equal(await storage.read.owner(handle), ada)
    assert.equal(await storage.read.row('profile', ben), undefined)
  })

  rule('[ST-32] of two claims in one batch the first wins', async ({ storage }) => {
    const [first, second] = await run(storage, set([claim(handle, ada)]), set([claim(handle, ben)]))
    committed(first)
    refused(second)
    assert.equal(await storage.read.owner(handle), ada)
  })

  rule('[ST-33] a released name is free, also within the batch', async ({ storage }) => {
    await commit(storage, set([claim(handle, ada)]))
    const outcomes = await run(
      storage,
      set([{ op: 'release', name: handle }]),
      set([claim(handle, ben)], { expect: [{ name: handle, owner: null }] }),
    )
    outcomes.forEach(committed)
    assert.equal(await storage.read.owner(handle), ben)
    await commit(storage, set([{ op: 'release', name: handle }]))
    assert.equal(await storage.read.owner(handle), undefined)
  })

  rule('[ST-34] one set may pass a name on', async ({ storage }) => {
    await commit(storage, set([claim(handle, ada)]))
    await commit(storage, set([{ op: 'release', name: handle }, claim(handle, ben)]))
    assert.equal(await storage.read.owner(handle), ben)
  })

  rule('[ST-35] names of different spaces are different names', async ({ storage }) => {
    const username = named('username', 'lounge')
    await commit(storage, set([claim(handle, ada)]))
    await commit(storage, set([claim(username, ben)]))
    assert.equal(await storage.read.owner(handle), ada)
    assert.equal(await storage.read.owner(username), ben)
  })

  rule('[ST-36] an expected owner is met, or refused with the expectation', async ({ storage }) => {
    await commit(storage, set([claim(handle, ada)]))
    await commit(storage, set([profile('ada')], { expect: [{ name: handle, owner: ada }] }))
    for (const owner of [ben, null]) {
      const [outcome] = await run(storage, set([profile('ben')], { expect: [{ name: handle, owner }] }))
      assert.deepEqual(refused(outcome).because, { name: handle, owner })
    }
  })

  rule('[ST-37] names differ by every character', async ({ storage }) => {
    const names = ['Ada', 'ada', 'adá', 'ada\u0301', 'ada ', 'ad_', 'ad%'].map((name) =>
      named('username', name),
    )
    for (const [place, name] of names.entries()) await commit(storage, set([claim(name, `owner ${place}`)]))
    for (const [place, name] of names.entries())
      assert.equal(await storage.read.owner(name), `owner ${place}`)
  })
}
