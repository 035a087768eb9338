// `npm run bench`: measures the bundle that `npm start` runs; see packages/bench.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureBundled } from './workspace/bundle.mjs'
import { ensureInstalled } from './workspace/install.mjs'
import { findNode } from './workspace/node.mjs'
import { root, say } from './workspace/paths.mjs'

try {
  ensureInstalled()
  const node = findNode()
  await ensureBundled()
  const main = join(root, 'packages/bench/src/main.ts')
  process.exitCode = spawnSync(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1
} catch (fault) {
  say(`hubbub: ${fault.message}`)
  process.exitCode = 1
}
