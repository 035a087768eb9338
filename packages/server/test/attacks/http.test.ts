import { listedOrigin, origins, publicUrl } from './cases/http/origins.ts'
import { pathsAndMethods } from './cases/http/paths-and-methods.ts'
import { rawRequests } from './cases/http/raw-requests.ts'
import { slowBounds, slowClients } from './cases/http/slow-clients.ts'
import { attackGroup } from './harness/attack.ts'
import { openWorld } from './harness/world.ts'

const published = { HUBBUB_ALLOWED_ORIGINS: listedOrigin, HUBBUB_PUBLIC_URL: publicUrl }

attackGroup('requests by hand', () => openWorld(), [...rawRequests, ...pathsAndMethods])
attackGroup('hosts and origins', () => openWorld(published), origins)
attackGroup('slow clients', () => openWorld(slowBounds), slowClients)
