// `npm run complete-lock`: after `npm install`, writes the entries of other platforms that npm left out.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { completedLock, missingPlatformPackages } from './workspace/lock-file.mjs'
import { root, say } from './workspace/paths.mjs'

const path = join(root, 'package-lock.json')
const lock = JSON.parse(readFileSync(path, 'utf8'))
const missing = missingPlatformPackages(lock)
if (missing.length > 0) writeFileSync(path, `${JSON.stringify(completedLock(lock), null, 2)}\n`)
say(`package-lock.json: ${missing.length} entries of other platforms added`)
