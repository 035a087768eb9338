import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readDockerfile } from './dockerfile.ts'

/** One image with its volume, and a way to run it. */
export interface Container {
  /** Starts ENTRYPOINT and CMD with these variables over those of the image; ready when it answers. */
  start(environment: Record<string, string>): Promise<Started>
  /** Runs a command as the image's user does, beside the server or without one. */
  run(command: readonly string[], beside?: Started): Promise<Ended>
}

export interface Started {
  child: ChildProcess
  environment: Record<string, string>
  /** The first line of its log that says it is ready. */
  ready: Record<string, unknown>
  /** Sends the image's STOPSIGNAL; gives the exit code. */
  stop(): Promise<number | null>
}

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

interface Way {
  name: string
  /** Where the program lies, as the image's user sees it. */
  app: string
  /** The program and words with which a command runs, with nothing else in its environment. */
  words(command: readonly string[], environment: Record<string, string>, beside?: Started): string[]
  options: { uid?: number; gid?: number }
  /** What the way changes of the image's variables. */
  adapt(environment: Record<string, string>): Promise<Record<string, string>>
}

const script = fileURLToPath(new URL('run-image.sh', import.meta.url))
const isRoot = process.getuid?.() === 0
const path = '/usr/local/bin:/usr/bin:/bin'

/** With namespaces of its own, where this machine allows it; and as a tree that cannot be written, everywhere. */
export function waysToRun(root: string, folder: string): Way[] {
  const [uid = 0, gid = 0] = readDockerfile().word('USER').split(':').map(Number)
  const volume = (name: string) => {
    const data = join(folder, name)
    mkdirSync(data, { mode: 0o700 })
    if (isRoot) chownSync(data, uid, gid)
    return data
  }
  const contained = contains() ? [inNamespaces(root, volume('volume-1'), `${uid}:${gid}`)] : []
  return [...contained, onThisSystem(root, volume('volume-2'), isRoot ? { uid, gid } : {})]
}

function contains(): boolean {
  return isRoot && spawnSync('unshare', ['-m', '-n', 'ip', 'link', 'set', 'lo', 'up']).status === 0
}

function inNamespaces(root: string, data: string, user: string): Way {
  return {
    name: 'a root and a network of its own',
    app: '/app',
    options: {},
    adapt: async (environment) => environment,
    words(command, environment, beside) {
      const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`)
      if (!beside) return ['unshare', '-m', '-n', 'sh', script, root, data, user, ...variables, ...command]
      const [uid = '', gid = ''] = user.split(':')
      const enter = ['nsenter', '-t', String(beside.child.pid), '-m', '-n', '-r', '-w', '-S', uid, '-G', gid]
      return [...enter, '/usr/bin/env', '-i', `PATH=${path}`, ...variables, ...command]
    },
  }
}

/** The program does not know that its root is a folder, so the one path in the image's command is another. */
function onThisSystem(root: string, data: string, options: Way['options']): Way {
  const bin = join(root, 'usr/local/bin')
  return {
    name: 'a tree that cannot be written',
    app: join(root, 'app'),
    options,
    adapt: async (environment) => ({
      ...environment,
      HUBBUB_PORT: String(await freePort()),
      HUBBUB_DATA: data,
    }),
    words(command, environment) {
      const own = join(data, '..', 'hubbub')
      writeFileSync(own, readFileSync(join(bin, 'hubbub'), 'utf8').replaceAll('/app/', `${root}/app/`))
      chmodSync(own, 0o755)
      const [program = '', ...args] = command
      const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`)
      const env = ['/usr/bin/env', '-i', `PATH=${bin}:${path}`, ...variables]
      return [...env, program === 'hubbub' ? own : program, ...args]
    },
  }
}

export function containerOf(t: TestContext, way: Way): Container {
  const image = readDockerfile()
  const spawned = (words: readonly string[]) => {
    const child = spawn(words[0] ?? '', words.slice(1), {
      ...way.options,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    t.after(() => void child.kill('SIGKILL'))
    return child
  }
  let last: Record<string, string> = image.environment
  return {
    async start(over) {
      last = await way.adapt({ ...image.environment, ...over })
      const child = spawned(way.words([...image.words('ENTRYPOINT'), ...image.words('CMD')], last))
      const exited = once(child, 'exit') as Promise<[number | null]>
      const ready = readyLine(child)
      const failed = Promise.all([exited, text(child.stderr)]).then(([[code], said]) => {
        throw new Error(`it ended with ${code}:\n${said}`)
      })
      return {
        child,
        environment: last,
        ready: await Promise.race([ready, failed]),
        async stop() {
          child.kill(image.word('STOPSIGNAL') as NodeJS.Signals)
          return (await exited)[0]
        },
      }
    },
    async run(command, beside) {
      const child = spawned(way.words(command, beside?.environment ?? last, beside))
      const [[code], stdout, stderr] = await Promise.all([
        once(child, 'exit') as Promise<[number | null]>,
        text(child.stdout),
        text(child.stderr),
      ])
      return { code, stdout, stderr }
    },
  }
}

async function readyLine(child: ChildProcess): Promise<Record<string, unknown>> {
  const { promise, resolve } = Promise.withResolvers<Record<string, unknown>>()
  if (!child.stdout) throw new Error('it has no output')
  createInterface({ input: child.stdout }).on('line', (line) => {
    const entry = JSON.parse(line) as Record<string, unknown>
    if (entry['msg'] === 'ready') resolve(entry)
  })
  return promise
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
