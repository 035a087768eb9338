import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../guards/source-tree.ts'

/** What one can type or save and run, as a page prints it. */
export interface Block {
  /** `sh`, or the name of the file it is to be saved in. */
  name: string
  code: string
  /** What it prints, where the page says so. */
  prints: string | undefined
}

export interface Guide {
  /** The command that starts the server. */
  start: string
  blocks: Block[]
  /** All of its code blocks in languages that run, marked or not. */
  programs: number
}

const fence = /```(\w+)\n([\s\S]*?)```/g

export function readGuide(path: string): Guide {
  const page = readFileSync(join(repository, path), 'utf8')
  const starts = [...page.matchAll(/<!-- start -->\n```sh\n([\s\S]*?)```/g)]
  const marked = page.matchAll(/<!-- run: (\S+) -->\n```\w+\n([\s\S]*?)```(?:\n\n```text\n([\s\S]*?)```)?/g)
  return {
    start: starts[0]?.[1]?.trim() ?? '',
    blocks: [...marked].map(([, name = '', code = '', prints]) => ({ name, code, prints })),
    programs: [...page.matchAll(fence)].filter(([, language]) => language !== 'text').length - starts.length,
  }
}

/** The server a guide's own command starts, on free ports in the place of those it names. */
export interface GuideServer {
  /** The guide's text with the ports it really has. */
  here(code: string): string
}

export async function startAsPrinted(
  t: TestContext,
  command: string,
  environment: Record<string, string | undefined>,
): Promise<GuideServer> {
  const ports = [...command.matchAll(/--port (\d+)/g)].map(([, port = '']) => port)
  const [program = '', ...args] = command.replace(/--port \d+/g, '--port 0').split(' ')
  const child = spawn(program, args, {
    cwd: repository,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group, as in a terminal: npm alone passes nothing on to what it started.
    detached: true,
  })
  const exited = once(child, 'close')
  t.after(async () => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
    await exited
  })
  let complaints = ''
  child.stderr.on('data', (chunk) => (complaints += chunk))
  const { promise: ready, resolve } = Promise.withResolvers<string[]>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const entry = line.startsWith('{') ? (JSON.parse(line) as { msg: string; urls: string[] }) : undefined
    if (entry?.msg === 'ready') resolve(entry.urls)
  })
  const failed = exited.then(() => Promise.reject(new Error(`${command} ended:\n${complaints}`)))
  const urls = await Promise.race([ready, failed])
  return {
    here: (code) =>
      ports.reduce(
        (text, port, place) =>
          text.replaceAll(`localhost:${port}`, `localhost:${new URL(urls[place] ?? '').port}`),
        code,
      ),
  }
}
