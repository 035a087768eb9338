import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'

const sources = fileURLToPath(new URL('../src/', import.meta.url))

export interface ServerProcess {
  url: string
  child: ChildProcessWithoutNullStreams
  /** Lines of its log so far. */
  log: Record<string, unknown>[]
  /** Ends it with a signal; gives its exit code, null where it was killed. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** A folder that goes away with the test. */
export function dataFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-process-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Starts the server as a user does and waits until it says that it is ready. */
export async function startProcess(
  t: TestContext,
  folder: string,
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  const child = run('main.ts', ['--port', '0', '--data', folder], { HUBBUB_SIGNUP: 'open', ...environment })
  const exited = once(child, 'exit') as Promise<[number | null]>
  t.after(async () => {
    child.kill('SIGKILL')
    await exited
  })
  const log: Record<string, unknown>[] = []
  const ready = Promise.withResolvers<string>()
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    const entry = JSON.parse(line) as Record<string, unknown>
    log.push(entry)
    if (entry['msg'] === 'ready') ready.resolve(String((entry['urls'] as unknown[])[0]))
  })
  const failed = exited.then(([code]) => Promise.reject(new Error(`the server ended with ${code}`)))
  const url = await Promise.race([ready.promise, failed])
  return {
    url,
    child,
    log,
    async end(signal) {
      child.kill(signal)
      const [code] = await exited
      return code
    },
  }
}

/** Runs a program of the server to its end. */
export async function runToEnd(
  program: 'main.ts' | 'cli/cli.ts',
  args: readonly string[],
  { environment = {}, input = '' }: { environment?: Record<string, string>; input?: string } = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = run(program, args, environment)
  child.stdin.end(input)
  const [[code], stdout, stderr] = await Promise.all([
    once(child, 'exit') as Promise<[number | null]>,
    text(child.stdout),
    text(child.stderr),
  ])
  return { code, stdout, stderr }
}

function run(
  program: string,
  args: readonly string[],
  environment: Record<string, string>,
): ChildProcessWithoutNullStreams {
  const { PATH, HOME } = process.env
  return spawn(process.execPath, [join(sources, program), ...args], {
    // A folder without .env, and none of the variables of who runs the tests.
    cwd: tmpdir(),
    env: { PATH, HOME, HUBBUB_METRICS_PORT: 'off', HUBBUB_ARGON2_MEMORY: '8192', ...environment },
    stdio: 'pipe',
  })
}
