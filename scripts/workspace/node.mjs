import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './paths.mjs'

/** Below this Node has open security holes, an older SQLite and no argon2. */
const OLDEST = [24, 17]

/** The Node that runs Hubbub: this one when it is new enough, else the one installed from the registry. */
export function findNode() {
  if (isNewEnough(process.version)) return process.execPath
  const fromRegistry = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin/node')
  if (existsSync(fromRegistry)) {
    const answer = spawnSync(fromRegistry, ['--version'], { encoding: 'utf8' })
    if (answer.status === 0 && isNewEnough(answer.stdout)) return fromRegistry
  }
  throw new Error(
    `Hubbub needs Node ${OLDEST.join('.')} or newer; this is ${process.version} on ${process.platform}-${process.arch}, ` +
      'and no Node that runs here came with the dependencies.\n' +
      'Install a current Node 24 (https://nodejs.org/en/download) and start again with it.',
  )
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.trim().replace(/^v/, '').split('.').map(Number)
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
}

/**
 * Starts the calling script again on the Node that runs Hubbub, when this one is too old to read TypeScript.
 * Answers true when it did: then there is nothing left to do here.
 */
export function runOnOurNode(script) {
  const node = findNode()
  if (node === process.execPath) return false
  const again = spawnSync(node, [fileURLToPath(script), ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = again.status ?? 1
  return true
}
