// `npm start`: makes ready what is missing, then runs the server. Must itself run on Node 20.
import { join } from 'node:path'
import { ensureBundled } from './workspace/bundle.mjs'
import { ensureInstalled } from './workspace/install.mjs'
import { findNode } from './workspace/node.mjs'
import { say, serverDist } from './workspace/paths.mjs'
import { runInTerminal } from './workspace/run.mjs'
import { serverFlags } from './workspace/server-flags.mjs'

try {
  ensureInstalled()
  const node = findNode()
  await ensureBundled()
  process.exitCode = await runInTerminal(node, [
    ...serverFlags,
    join(serverDist, 'main.js'),
    ...process.argv.slice(2),
  ])
} catch (fault) {
  say(`hubbub: ${fault.message}`)
  process.exitCode = 1
}
