import { doors } from './cases/authz/doors.ts'
import { expiry } from './cases/authz/expiry.ts'
import { feeds } from './cases/authz/feeds.ts'
import { objects } from './cases/authz/objects.ts'
import { rightsLost } from './cases/authz/rights-lost.ts'
import { attackGroup } from './harness/attack.ts'
import { openFresh } from './harness/fresh.ts'
import { openWorld } from './harness/world.ts'

attackGroup('who may', () => openWorld(), [...doors, ...feeds, ...objects, ...rightsLost])
attackGroup('tokens that end', () => openFresh({ HUBBUB_ACCESS_TOKEN_LIFETIME: '1s' }), expiry)
