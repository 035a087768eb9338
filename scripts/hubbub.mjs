// `npm run hubbub -- <verb> …`: the command line, from the same bundle as the server.
import { existsSync } from 'node:fs'
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
  const cli = join(serverDist, 'cli.js')
  if (!existsSync(cli))
    throw new Error('packages/server/src/cli/cli.ts is not there, so there is no command line.')
  process.exitCode = await runInTerminal(node, [...serverFlags, cli, ...process.argv.slice(2)])
} catch (fault) {
  say(`hubbub: ${fault.message}`)
  process.exitCode = 1
}
