import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const WITHIN_MS = 180_000

const repository = fileURLToPath(new URL('../../../../', import.meta.url))

/** Clones the last commit and says `npm start`, as a newcomer does; stops the clock at the first good answer. */
export async function coldStartSeconds(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-bench-clone-'))
  const clone = join(folder, 'hubbub')
  try {
    const cloned = spawnSync('git', ['clone', '--quiet', repository, clone], { encoding: 'utf8' })
    if (cloned.status !== 0) throw new Error(`no clone: ${cloned.stderr}`)
    const startedAt = performance.now()
    await startAndStop(clone)
    return (performance.now() - startedAt) / 1000
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Resolves when the server says where it listens. */
async function startAndStop(clone: string): Promise<void> {
  const args = ['start', '--', '--port', '0', '--log-format', 'json']
  const child = spawn('npm', args, {
    cwd: clone,
    env: newcomersEnv(),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const gone = once(child, 'exit')
  const late = setTimeout(() => child.kill('SIGKILL'), WITHIN_MS)
  let said = ''
  try {
    await new Promise<void>((resolve, reject) => {
      const heard = (chunk: Buffer) => {
        said += String(chunk)
        const [, url] = /"urls":\["([^"]+)"/.exec(said) ?? []
        if (url !== undefined) fetch(`${url}/livez`).then(() => resolve(), reject)
      }
      child.stdout.on('data', heard)
      child.stderr.on('data', heard)
      child.once('exit', () => reject(new Error(`npm start ended:\n${said}`)))
    })
  } finally {
    child.kill('SIGTERM')
    await gone
    clearTimeout(late)
  }
}

/** Without our own node_modules/.bin in front, and without what npm tells the scripts it runs. */
function newcomersEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_') && name !== 'NODE')
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((one) => !one.includes('node_modules'))
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) }
}
