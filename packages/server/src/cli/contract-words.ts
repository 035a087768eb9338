import type { Config } from '../config/config.ts'
import { CONTRACTS } from '../config/settings.ts'
import { createExposure } from '../core/contracts/exposure.ts'

type Contract = (typeof CONTRACTS)[number]

/** These know who asks; where they are protected only newcomers notice (decision 26). */
const signPeopleIn: readonly Contract[] = ['lobby-chat', 'chatrooms']

/** Which older contracts are open and which are not, to who reaches the server without a proxy of their own. */
export function contractExposures(config: Config): Record<'open' | 'protected', Contract[]> {
  const exposureOf = createExposure(config)
  const are = (exposure: 'open' | 'protected') =>
    CONTRACTS.filter((name) => exposureOf(name, {}) === exposure)
  return { open: are('open'), protected: are('protected') }
}

/** The same for people, one fact a line. */
export function contractLines(config: Config): string[] {
  const { open, protected: closed } = contractExposures(config)
  if (closed.length === 0 && config.contracts.open.length === 0) {
    return ['open, as this machine alone reaches it; what a proxy passes on needs a key']
  }
  const asking = closed.filter((name) => !signPeopleIn.includes(name))
  const lines = {
    open,
    'with a key': asking,
    'own sign-in': closed
      .filter((name) => signPeopleIn.includes(name))
      .map((name) => name + newcomers(name, config)),
  }
  return Object.entries(lines).flatMap(([words, names]) =>
    names.length > 0 ? [`${words}: ${names.join(', ')}`] : [],
  )
}

/** Who is new gets in as the server's own settings let people in. */
function newcomers(name: Contract, { accounts }: Config): string {
  const may = name === 'lobby-chat' ? accounts.guests : accounts.signup === 'open'
  if (may) return ''
  return name === 'lobby-chat' ? ' (closed: guests are off)' : ' (no registration: sign-up is not open)'
}
