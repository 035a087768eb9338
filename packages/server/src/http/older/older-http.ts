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
  /** Where an address has another case than its zone, the zone's. */
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
      for (const route of routes) mountRoute(app, route, { ...needs, streams })
    },
  }
}

/** Some originals know a path with its last slash only, some without, and some redirect: here both are the path. */
function mountRoute(app: FastifyInstance, route: OlderRoute, needs: AnswerNeeds): void {
  const handler = answerDoor(route, needs)
  const bare = route.path.replace(/\/$/, '')
  for (const url of [bare, `${bare}/`]) app.route({ method: route.method, url, handler })
}

function rewritten(registered: readonly Registered[], url: string): string {
  const path = pathOf(url)
  const small = path.toLowerCase()
  for (const { zone } of registered) {
    if (zone.anyCase !== true) continue
    const prefix = zone.prefixes.find((one) => small === one || small.startsWith(`${one}/`))
    if (prefix !== undefined) return prefix + url.slice(prefix.length)
  }
  return url
}
