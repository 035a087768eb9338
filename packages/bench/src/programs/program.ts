import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Cores, onServerCore } from './cores.ts'

const READY_WITHIN_MS = 30_000
const STOP_WITHIN_MS = 15_000

export interface ProgramOptions {
  name: string
  /** The script and its arguments; Node is put in front. */
  args: readonly string[]
  cores: Cores | undefined
  env?: Record<string, string>
}

/** A server that is being measured. */
export interface Program {
  name: string
  pid: number
  /** Where it listens, without a slash at the end. */
  url: string
  port: number
  /** From spawn to its own word that it listens. */
  startMs: number
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

const running = new Set<ChildProcess>()

/** Whatever happens to the bench, no server outlives it. */
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** Starts a server and waits for the line of JSON in which it names its `urls`. */
export async function startProgram({ name, args, cores, env = {} }: ProgramOptions): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-bench-'))
  const output = join(folder, 'output')
  const file = openSync(output, 'w')
  const [command = '', ...rest] = onServerCore(cores, [process.execPath, ...args])
  const startedAt = performance.now()
  const child = spawn(command, rest, { stdio: ['ignore', file, file], env: { ...process.env, ...env } })
  running.add(child)
  closeSync(file)
  const gone = once(child, 'exit')
  const said = () => readFileSync(output, 'utf8')
  try {
    const url = await readyUrl(name, child, said, startedAt)
    const startMs = performance.now() - startedAt
    const stop = (signal: NodeJS.Signals = 'SIGTERM') => stopProgram({ child, gone, signal, folder })
    // taskset becomes the program, so the child's number is the server's.
    return { name, pid: child.pid ?? 0, url, port: Number(new URL(url).port), startMs, stop }
  } catch (failure) {
    await stopProgram({ child, gone, signal: 'SIGKILL', folder })
    throw failure
  }
}

async function readyUrl(
  name: string,
  child: ChildProcess,
  said: () => string,
  startedAt: number,
): Promise<string> {
  for (;;) {
    const [, url] = /"urls":\["([^"]+)"/.exec(said()) ?? []
    if (url !== undefined) return url
    if (child.exitCode !== null) throw new Error(`${name} ended before it listened:\n${said()}`)
    if (performance.now() - startedAt > READY_WITHIN_MS) throw new Error(`${name} did not listen:\n${said()}`)
    await pause(2)
  }
}

interface Stopping {
  child: ChildProcess
  gone: Promise<unknown>
  signal: NodeJS.Signals
  folder: string
}

async function stopProgram({ child, gone, signal, folder }: Stopping): Promise<void> {
  child.kill(signal)
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
  if (child.exitCode === null && child.signalCode === null) await gone
  clearTimeout(late)
  running.delete(child)
  rmSync(folder, { recursive: true, force: true })
}

/** Runs `use`, which keeps programs; stops them all afterwards, in reverse. */
export async function withPrograms<T>(
  use: (keep: <P extends Program>(program: P) => P) => Promise<T>,
): Promise<T> {
  const kept: Program[] = []
  const keep = <P extends Program>(program: P): P => {
    kept.push(program)
    return program
  }
  try {
    return await use(keep)
  } finally {
    for (const program of kept.reverse()) await program.stop()
  }
}
