import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, say, seconds } from './paths.mjs'

/** Installs the dependencies when node_modules does not hold what package-lock.json asks for. */
export function ensureInstalled() {
  if (isInstalled()) return
  const startedAt = Date.now()
  say('hubbub: installing dependencies from package-lock.json (only when they changed) …')
  const result = npm(['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--loglevel=error'])
  if (result.status !== 0) throw new Error(installFault(result))
  say(`hubbub: dependencies installed in ${seconds(startedAt)}`)
}

/** npm keeps a lock file of what it installed; a package that is optional may be for another machine. */
function isInstalled() {
  const wanted = readLock('package-lock.json')
  const present = readLock('node_modules/.package-lock.json')
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/')) return true
    const found = present[path]
    if (!found) return entry.optional === true
    return found.version === entry.version && existsSync(join(root, path))
  })
}

function readLock(name) {
  try {
    return JSON.parse(readFileSync(join(root, name), 'utf8')).packages
  } catch {
    return undefined
  }
}

// Under `npm start` npm names itself in the environment; the npm that called us is the one that fits.
function npm(args) {
  const cli = process.env.npm_execpath
  const options = { cwd: root, encoding: 'utf8' }
  if (cli?.endsWith('.js') && existsSync(cli)) return spawnSync(process.execPath, [cli, ...args], options)
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
}

function installFault(result) {
  const said =
    `${result.stderr ?? ''}${result.stdout ?? ''}`.trim() || result.error?.message || 'npm said nothing'
  return `The dependencies could not be installed:\n${said}\nIs the package registry reachable? Run \`npm ci --ignore-scripts\` to see more.`
}
