import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Config } from '../../config/config.ts'
import { CommandFault } from '../command-fault.ts'
import { readWords } from '../run-verb.ts'

/** A server that needs longer for this than a health check waits is not well. */
const patienceMs = 4000

/** Asks over HTTP, as clients do: a process that lives and answers nobody is not well. */
export const health = {
  name: 'health',
  usage: '[settings]',
  summary: 'asks the server that runs here whether it can work; the exit code is what health checks look at',
  takes: [0, 0],
  async runHere(words: readonly string[]): Promise<string[]> {
    const { network } = readWords(health, words).config
    const url = readinessOf(network)
    const { statusCode, said } = await ask(url)
    if (statusCode !== 200)
      throw new CommandFault(1, `${url} says ${statusCode}: ${said}`, 'health.not-ready')
    return [said]
  },
} as const

function readinessOf({ host, ports }: Config['network']): string {
  const here = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${here.includes(':') ? `[${here}]` : here}:${ports[0]}/readyz`
}

async function ask(url: string): Promise<{ statusCode: number | undefined; said: string }> {
  try {
    // Whatever name it is reached by elsewhere, it answers to this one.
    const headers = { host: 'localhost', connection: 'close' }
    const [answer] = (await once(get(url, { headers, timeout: patienceMs }), 'response', {
      signal: AbortSignal.timeout(patienceMs),
    })) as [IncomingMessage]
    return { statusCode: answer.statusCode, said: (await text(answer)).trim() }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const elsewhere = 'Where it listens elsewhere, say --port or HUBBUB_PORT here too.'
    throw new CommandFault(1, `No server answers at ${url}: ${why}. ${elsewhere}`, 'health.no-answer')
  }
}
