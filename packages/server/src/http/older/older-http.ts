import type { FastifyInstance } from 'fastify'
import type { ContractAccess } from '../../core/contracts/contract-access.ts'
import type { ContractDescription } from '../../core/ports/contract-description.ts'
import type { DoorZone, HttpDoor } from '../../core/ports/door.ts'
import type { CreateLimiter } from '../../core/ports/limiter.ts'
import type { DescribedContract } from '../documents/older/described-contract.ts'
import type { Zone } from '../reply-problem.ts'
import { answerDoor, type AnswerNeeds, type OlderRoute } from './answer-door.ts'
import { pathOf, zoneAt } from './zones.ts'
import { createStreams } from './streams.ts'
import { limitZone } from './zone-limit.ts'

/** The HTTP half of the dialects' door: they register before the app is made, and the app mounts what they registered. */
export interface OlderHttp {
  of(access: ContractAccess, description: ContractDescription): HttpDoor
  readonly zones: readonly Zone[]
  /** For the documents. */
  readonly contracts: readonly DescribedContract[]
  /** An address as its route has it: in the case of its zone, and without a last slash. */
  rewritten(url: string): string
  mount(app: FastifyInstance, needs: MountNeeds): void
}

export interface MountNeeds extends Omit<AnswerNeeds, 'streams'> {
  createLimiter: CreateLimiter
}

interface Registered {
  access: ContractAccess
  zone: DoorZone
}

export function createOlderHttp(): OlderHttp {
  const registered: Registered[] = []
  const zones: Zone[] = []
  const routes: OlderRoute[] = []
  const contracts: DescribedContract[] = []
  return {
    zones,
    contracts,
    rewritten: (url) => rewritten(registered, url),
    of(access, description) {
      contracts.push({ name: access.name, description, exposure: access.exposure })
      return {
        zone(zone) {
          registered.push({ access, zone })
          zones.push(...zone.prefixes.map((prefix) => zoneAt(prefix, zone)))
        },
        route(method, path, answer) {
          routes.push({ access, method, path, answer })
        },
      }
    },
    mount(app, needs) {
      for (const { access, zone } of registered) limitZone(app, access.name, zone, needs)
      const streams = createStreams()
      for (const route of routes) {
        const { method, path: url } = route
        app.route({ method, url, handler: answerDoor(route, { ...needs, streams }) })
      }
    },
  }
}

/** Some originals know a path with its last slash only, some without, and some redirect: here both are the path. */
function rewritten(registered: readonly Registered[], url: string): string {
  const path = pathOf(url)
  const hasSlash = path.endsWith('/')
  for (const { zone } of registered) {
    if (!hasSlash && zone.anyCase !== true) continue
    const asked = zone.anyCase === true ? path.toLowerCase() : path
    const prefix = zone.prefixes.find((one) => asked === one || asked.startsWith(`${one}/`))
    if (prefix === undefined) continue
    const end = hasSlash ? path.length - 1 : path.length
    return prefix + path.slice(prefix.length, end) + url.slice(path.length)
  }
  return url
}
