import type { OutputOf } from '@hubbub/protocol'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Cores } from './cores.ts'
import { type Program, startProgram } from './program.ts'
import { tryToAsk } from './rest.ts'

/** What `npm start` runs. */
export const BUNDLE = fileURLToPath(new URL('../../../server/dist/main.js', import.meta.url))

const OWNER = { username: 'bench', password: 'nobody guesses this one' }

/** What `npm start` tells Node; a test holds it to scripts/workspace/server-flags.mjs. */
export const SERVER_FLAGS: readonly string[] = [
  '--min-semi-space-size=8',
  '--max-semi-space-size=8',
  '--v8-pool-size=2',
]

/**
 * Settings that differ from the defaults, because one machine plays thousands of people; named in every report.
 * Nothing that costs the server work is switched off: log, validation, durability and rights are as they ship.
 */
export const RAISED_LIMITS: Readonly<Record<string, string>> = {
  HUBBUB_GUESTS: 'on',
  HUBBUB_RATE_REQUESTS: '1000000',
  HUBBUB_RATE_REGISTER: '1000000',
  HUBBUB_LIMIT_SOCKETS_WAITING: '100000',
  HUBBUB_ACCESS_TOKEN_LIFETIME: '1d',
}

export interface HubbubOptions {
  cores: Cores | undefined
  /** The bundle's main.js; the one of this working copy when left out. */
  bundle?: string | undefined
  /** A data folder that already holds something. */
  data?: string
  env?: Record<string, string>
  /** Where Node writes a CPU profile when the server stops. */
  profile?: string | undefined
}

export interface Hubbub extends Program {
  data: string
  /** An access token of the server's owner. */
  ownerToken(): Promise<string>
}

/** The bundled server as a user runs it, on a data folder of its own that goes with it. */
export async function startHubbub(options: HubbubOptions): Promise<Hubbub> {
  const { cores, bundle = BUNDLE, env, profile } = options
  if (!existsSync(bundle)) throw new Error('There is no bundle of the server: run `npm run bench`.')
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'hubbub-bench-data-'))
  const clear = () => {
    if (options.data === undefined) rmSync(data, { recursive: true, force: true })
  }
  try {
    const words = ['--data', data, '--port', '0', '--log-format', 'json']
    const program = await startProgram({
      name: 'Hubbub',
      args: [...SERVER_FLAGS, ...profiling(profile), bundle, ...words],
      cores,
      env: { ...RAISED_LIMITS, ...env },
    })
    const stop: Program['stop'] = async (signal) => {
      await program.stop(signal)
      clear()
    }
    return { ...program, stop, data, ownerToken: () => ownerToken(program, bundle, data) }
  } catch (failure) {
    clear()
    throw failure
  }
}

function profiling(folder: string | undefined): string[] {
  return folder === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', resolve(folder)]
}

/** The first time the owner is made, as an operator would, through the running server. */
async function ownerToken(program: Program, bundle: string, data: string): Promise<string> {
  const again = await signIn(program)
  if (again !== undefined) return again
  const cli = join(dirname(bundle), 'cli.js')
  const child = spawn(process.execPath, [cli, 'admin', 'create', OWNER.username, '--data', data], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  child.stdin.end(`${OWNER.password}\n`)
  await once(child, 'exit')
  const token = await signIn(program)
  if (token === undefined) throw new Error('The owner could not be made.')
  return token
}

async function signIn({ url }: Program): Promise<string | undefined> {
  const { username: identifier, password } = OWNER
  const answer = await tryToAsk(url, { method: 'POST', path: '/v1/sessions', body: { identifier, password } })
  return answer.ok ? ((await answer.json()) as OutputOf<'session.create'>).tokens.accessToken : undefined
}
