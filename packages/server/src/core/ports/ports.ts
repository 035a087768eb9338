import type { Commits } from '../feeds/commits.ts'
import type { CoreSettings } from '../settings.ts'
import type { Clock } from './clock.ts'
import type { Digests } from './digests.ts'
import type { Guesses } from './guesses.ts'
import type { Ids } from './ids.ts'
import type { Live } from './live.ts'
import type { Passwords } from './passwords.ts'
import type { Store } from './store.ts'
import type { Tokens } from './tokens.ts'

/** Everything the core needs from outside. Each use case asks for what it uses, by `Pick`. */
export interface Ports {
  store: Store
  commits: Commits
  clock: Clock
  ids: Ids
  digests: Digests
  passwords: Passwords
  tokens: Tokens
  guesses: Guesses
  live: Live
  settings: CoreSettings
}
