import { forgedTokens } from './cases/jwt/forged.ts'
import { kindsOfTokens } from './cases/jwt/kinds.ts'
import { attackGroup } from './harness/attack.ts'
import { masterSecret } from './harness/forge-token.ts'
import { openWorld } from './harness/world.ts'

attackGroup('tokens', () => openWorld({ HUBBUB_TOKEN_SECRET: masterSecret }), [
  ...forgedTokens,
  ...kindsOfTokens,
])
