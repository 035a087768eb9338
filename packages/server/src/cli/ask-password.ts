import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { CommandFault } from './command-fault.ts'

/** From the terminal without showing it, twice; or one line of standard input where that is no terminal. */
export async function askPassword(): Promise<string> {
  const { stdin } = process
  if (!stdin.isTTY) return ((await text(stdin)).split('\n', 1)[0] ?? '').replace(/\r$/, '')
  const password = await askHidden('Password: ')
  if ((await askHidden('Again: ')) !== password) {
    throw new CommandFault(1, 'The two passwords differ.', 'cli.passwords-differ')
  }
  return password
}

async function askHidden(question: string): Promise<string> {
  process.stdout.write(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  const givenUp = new AbortController()
  lines.once('SIGINT', () => givenUp.abort())
  try {
    const [line] = (await once(lines, 'line', { signal: givenUp.signal })) as [string]
    return line
  } catch (cause) {
    throw givenUp.signal.aborted ? new CommandFault(1, 'Given up.', 'cli.given-up') : cause
  } finally {
    lines.close()
    process.stdout.write('\n')
  }
}
