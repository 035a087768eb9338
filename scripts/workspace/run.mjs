import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']

/**
 * Runs a program with our terminal and answers its exit code.
 *
 * Ctrl-C is sent by the terminal to the whole foreground group and by npm once more to us. The program must get
 * it once, so it stands in a group of its own and hears only what we pass on; a second press is passed on too.
 */
export function runInTerminal(program, args, options = {}) {
  const child = spawn(program, args, { stdio: 'inherit', detached: process.platform !== 'win32', ...options })
  let lastAt = 0
  for (const signal of PASSED_ON) {
    process.on(signal, () => {
      if (Date.now() - lastAt < 300) return
      lastAt = Date.now()
      child.kill(signal)
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}
