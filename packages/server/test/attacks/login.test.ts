import { credentials } from './cases/login/credentials.ts'
import { guesses, guessing } from './cases/login/guessing.ts'
import { accountRaces, firstRaces } from './cases/login/races.ts'
import { sameCost } from './cases/login/same-cost.ts'
import { attackGroup } from './harness/attack.ts'
import { openFresh } from './harness/fresh.ts'
import { openWorld } from './harness/world.ts'

const tight = {
  HUBBUB_RATE_SIGN_IN_ACCOUNT: String(guesses.account),
  HUBBUB_RATE_SIGN_IN_ADDRESS: String(guesses.address),
}

/** One hash at a time, slow enough that a second request comes in between. */
const oneHash = {
  HUBBUB_PASSWORD_HASHES: '1',
  HUBBUB_PASSWORD_QUEUE: '0',
  HUBBUB_ARGON2_MEMORY: '65536',
  HUBBUB_ARGON2_PASSES: '4',
}

attackGroup('signing in', () => openWorld(), [...credentials, ...accountRaces])
attackGroup('guessing passwords', () => openWorld(tight), guessing)
attackGroup('the first to come', () => openFresh({ HUBBUB_SIGNUP: 'invite' }), firstRaces)
attackGroup('the cost of a guess', () => openFresh(oneHash), sameCost)
