// `node scripts/system-packages.mjs chromium`: programs that tests need and that no npm package brings.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { argv, env, getuid } from 'node:process'
import { fileURLToPath } from 'node:url'
import { say } from './workspace/paths.mjs'

/** python-socketio as a client, over both transports and both of its ways to wait. */
export const PYTHON_CLIENTS = ['python3-socketio', 'python3-requests', 'python3-websocket', 'python3-aiohttp']

/** What some test needs: the browser that the page is tried in, and other people's clients. */
export const NEEDED_BY_TESTS = ['chromium', ...PYTHON_CLIENTS]

/** Installs the Debian packages that are not there, or throws an error that names the command which would. */
export function ensureSystemPackages(names) {
  const missing = names.filter((name) => !isInstalled(name))
  if (missing.length === 0) return
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (!mayInstall()) {
    throw new Error(`The tests need ${missing.join(', ')}. Install with: sudo ${command}`)
  }
  say(`hubbub: the tests need ${missing.join(', ')}; running ${command} (HUBBUB_NO_APT=1 forbids it) …`)
  runApt(['update', '-q'])
  runApt(command.split(' ').slice(1))
}

function mayInstall() {
  return getuid?.() === 0 && existsSync('/etc/debian_version') && env.HUBBUB_NO_APT !== '1'
}

function isInstalled(name) {
  const answer = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Abbrev}', name], { encoding: 'utf8' })
  return answer.status === 0 && answer.stdout.startsWith('ii')
}

function runApt(args) {
  const quiet = { ...env, DEBIAN_FRONTEND: 'noninteractive' }
  const result = spawnSync('apt-get', args, { encoding: 'utf8', env: quiet })
  if (result.status !== 0)
    throw new Error(`apt-get ${args.join(' ')} failed:\n${result.stderr ?? result.error}`)
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  try {
    ensureSystemPackages(argv.slice(2))
  } catch (fault) {
    say(fault.message)
    process.exitCode = 1
  }
}
