import { describe } from 'node:test'
import { changeRules } from './change-rules.ts'
import { commitRules } from './commit-rules.ts'
import type { EngineUnderTest } from './engines.ts'
import { documentRules } from './document-rules.ts'
import { rules } from './given.ts'
import { listRules } from './list-rules.ts'
import { messageRules } from './message-rules.ts'
import { nameRules } from './name-rules.ts'
import { onceRules } from './once-rules.ts'
import { rowRules } from './row-rules.ts'
import { storyRules } from './story-rules.ts'
import { upkeepRules } from './upkeep-rules.ts'

/** What every storage engine promises. Each rule runs on a new store. */
export function storageContract(engine: EngineUnderTest): void {
  const rule = rules(async (context) => {
    const store = await engine.open()
    context.after(() => store.end())
    return store
  })
  describe(`storage contract on ${engine.name}`, { concurrency: 4 }, () => {
    commitRules(rule)
    rowRules(rule)
    nameRules(rule)
    onceRules(rule)
    changeRules(rule)
    listRules(rule)
    messageRules(rule)
    documentRules(rule)
    upkeepRules(rule)
    storyRules(rule)
  })
}
