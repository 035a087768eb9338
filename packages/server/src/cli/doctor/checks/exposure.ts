import type { Config } from '../../../config/config.ts'
import { isLoopback } from '../../../core/loopback.ts'
import { findingsOf, type Finding, type Situation } from '../finding.ts'

const { ok, warning, fault } = findingsOf('settings')

const leastArgonKib = 19_456

/** What is safe on one machine and not on a network. The settings are those this command sees. */
export function checkExposure({ config }: Situation): Finding[] {
  const { network, passwords } = config
  const isPublic = !isLoopback(network.host) || network.publicUrl !== null || network.trustedProxies > 0
  const found = [...(isPublic ? [...address(network), ...doors(config)] : [])]
  if (passwords.memoryKib < leastArgonKib)
    found.push(
      warning(
        `Passwords are hashed with ${passwords.memoryKib} KiB, which makes guessing them cheap.`,
        `Leave HUBBUB_ARGON2_MEMORY out, or give ${leastArgonKib} or more.`,
      ),
    )
  if (process.getuid?.() === 0)
    found.push(
      warning(
        'This runs as root; so does a server that is started like this.',
        'Let a user of its own run the server, who owns the data folder and nothing else.',
      ),
    )
  if (found.length > 0) return found
  return [
    ok(isPublic ? `served as ${network.publicUrl}` : `reached from this machine alone (${network.host})`),
  ]
}

function address({ host, publicUrl, trustedProxies }: Config['network']): Finding[] {
  if (publicUrl === null)
    return [
      warning(
        `It listens on ${host}, and what people call it is not known: requests for any host name are answered.`,
        'Set HUBBUB_PUBLIC_URL=https://…, with a proxy in front that speaks TLS.',
      ),
    ]
  const { protocol, hostname } = new URL(publicUrl)
  if (protocol === 'http:' && !isLoopback(hostname))
    return [
      fault(
        `People reach it at ${publicUrl}: passwords and messages travel so that anybody on the way can read them.`,
        'Put a proxy in front that speaks TLS, and name the https:// address in HUBBUB_PUBLIC_URL.',
      ),
    ]
  if (protocol === 'https:' && trustedProxies === 0)
    return [
      warning(
        'TLS ends at a proxy, but none is trusted: all people count as one address, and share its limits.',
        'Set HUBBUB_TRUSTED_PROXIES=1, or as many as stand in front.',
      ),
    ]
  return []
}

function doors({ accounts, contracts }: Config): Finding[] {
  const found: Finding[] = []
  if (contracts.open.length > 0)
    found.push(
      warning(
        `Anybody who reaches the server may write through ${contracts.open.join(', ')}, without a key.`,
        'Take HUBBUB_OPEN away; clients of these APIs then need a key (hubbub key create).',
      ),
    )
  if (accounts.signup === 'open')
    found.push(
      warning(
        'Anybody who reaches the server may register.',
        'HUBBUB_SIGNUP=invite, unless that is what you want.',
      ),
    )
  if (accounts.guests)
    found.push(
      warning(
        'Anybody who reaches the server may enter as a guest.',
        'HUBBUB_GUESTS=off, unless that is what you want.',
      ),
    )
  return found
}
