import type { Running } from '../compose.ts'
import { CONTRACTS } from '../config/settings.ts'
import type { Config } from '../config/config.ts'
import { version } from '../config/version.ts'

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
    ['older APIs', contractWords(config, urls)],
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
  return network.publicUrl !== null || !isLocal(network.host)
}

const isLocal = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.')

/** contracts.md, section 7, 15: open on loopback alone, else protected but for those opened by name. */
function contractWords(config: Config, _urls: readonly string[]): string {
  const { network, contracts } = config
  const isOpen = isLocal(network.host) && network.publicUrl === null && network.trustedProxies === 0
  if (isOpen || contracts.open.length === CONTRACTS.length) return 'open'
  return contracts.open.length === 0
    ? 'protected by a key'
    : `protected by a key, open: ${contracts.open.join(', ')}`
}
