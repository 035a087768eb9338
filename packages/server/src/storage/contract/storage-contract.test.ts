import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { engines } from './engines.ts'
import { storageContract } from './storage-contract.ts'

for (const engine of engines) storageContract(engine)

test('every storage engine is held to the contract', () => {
  const folders = readdirSync(new URL('..', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'contract')
    .map(({ name }) => name)
  assert.deepEqual(engines.map(({ name }) => name).sort(), folders.sort())
})
