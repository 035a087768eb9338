import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { suite, test } from 'node:test'
import { openMemory } from '../storage/memory/open.ts'
import type { Bus } from './bus.ts'
import { newsRules } from './contract/news-rules.ts'
import { createNode } from './contract/node.ts'
import { rightsRules } from './contract/rights-rules.ts'
import type { Rule } from './contract/rule.ts'
import { signalRules } from './contract/signal-rules.ts'
import { createLocalBus } from './local/local-bus.ts'

/** Every bus, by its folder. */
const buses: Record<string, () => Bus> = { local: createLocalBus }

test('every bus is held to the contract', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  const names = folders.filter((entry) => entry.isDirectory() && entry.name !== 'contract')
  assert.deepEqual(
    names.map(({ name }) => name),
    Object.keys(buses),
  )
})

for (const [name, openBus] of Object.entries(buses)) {
  suite(`fan-out over the ${name} bus`, () => {
    const rule: Rule = (sentence, check) => {
      test(sentence, async (t) => {
        const bus = openBus()
        const node = createNode(openMemory(), bus)
        t.after(async () => {
          node.hub.stop()
          await bus.close()
        })
        await check(node)
      })
    }
    newsRules(rule)
    rightsRules(rule)
    signalRules(rule)
  })
}
