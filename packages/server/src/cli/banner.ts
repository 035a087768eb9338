import type { Running } from '../compose.ts'
import type { Config } from '../config/config.ts'
import { version } from '../config/version.ts'
import { isLoopback } from '../core/loopback.ts'
import { contractLines } from './contract-words.ts'

const signupWords: Record<Config['accounts']['signup'], string> = {
  open: 'open to anybody',
  invite: 'by invitation (hubbub invite)',
  closed: 'closed',
}

/** What an operator wants to know at once; one fact a line. `setup` is missing where there is an owner. */
export function bannerLines(
  config: Config,
  { urls, folder, metricsUrl }: Pick<Running, 'urls' | 'folder' | 'metricsUrl'>,
  { setup, readyMs }: { setup: string | undefined; readyMs: number },
): string[] {
  const { network, accounts } = config
  const first = network.publicUrl ?? urls[0] ?? ''
  const facts: [string, string][] = [
    ['address', [...new Set([first, ...urls])].join('  ')],
    ['docs', `${first}/docs`],
    ['data', folder],
    ['storage', 'SQLite, in the data folder'],
    ['sign-up', signupWords[accounts.signup]],
    ...contractLines(config).map((line, place): [string, string] => [place === 0 ? 'older APIs' : '', line]),
    ...(metricsUrl ? [['metrics', metricsUrl] as [string, string]] : []),
    ...(setup ? [['first owner', setup] as [string, string]] : []),
    ['stop', 'Ctrl-C'],
  ]
  return [
    `Hubbub ${version}, ready in ${readyMs} ms`,
    ...facts.map(([name, value]) => `  ${name.padEnd(11)}  ${value}`),
    ...(isOpenToOthers(config) ? ['  Other machines can reach this server.'] : []),
  ]
}

function isOpenToOthers({ network }: Config): boolean {
  return network.publicUrl !== null || !isLoopback(network.host)
}
