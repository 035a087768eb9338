import { spawn, spawnSync } from 'node:child_process'
import { constants } from 'node:os'

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']

/** Several of the same signal within this time are one: npm repeats what the terminal has sent. */
const ONE_PRESS_MS = 300

/**
 * Runs a program with our terminal and answers its exit code.
 *
 * Ctrl-C is sent by the terminal to the whole foreground group, and by npm once more to us. The program must get it
 * once, so it stands in a group of its own and hears only what we pass on; a second press is passed on too.
 */
export function runInTerminal(program, args) {
  const [first, ...rest] = [...diesWithUs(), program, ...args]
  // Four password hashes at once would fill Node's pool of four threads, and files and names would wait behind them.
  const env = { UV_THREADPOOL_SIZE: '8', ...process.env }
  const child = spawn(first, rest, { stdio: 'inherit', env, detached: process.platform !== 'win32' })
  let lastAt = 0
  for (const signal of PASSED_ON) {
    process.on(signal, () => {
      if (Date.now() - lastAt < ONE_PRESS_MS) return
      lastAt = Date.now()
      child.kill(signal)
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}

/**
 * In a group of its own the program would outlive us when we are killed with -9, and keep the port and the data
 * folder. Linux can tie its life to ours; setpriv (util-linux) sets that up and then becomes the program.
 */
function diesWithUs() {
  const tie = ['setpriv', '--pdeathsig', 'KILL']
  const works = process.platform === 'linux' && spawnSync(tie[0], [...tie.slice(1), 'true']).status === 0
  return works ? tie : []
}
