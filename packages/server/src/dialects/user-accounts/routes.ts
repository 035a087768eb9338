import type { Dialect, Door, DoorAnswer, DoorRequest, RateLeft } from '../door.ts'
import { jsonList } from '../json-list.ts'
import { mountRoutes } from '../mount-routes.ts'
import { description } from './describe.ts'
import { sentBody } from '../sent-body.ts'
import { whereRefused } from '../where-refused.ts'
import { replyError } from './errors.ts'
import {
  faultsOf,
  firstAbsent,
  type Given,
  readFields,
  readId,
  type Typed,
  unknownUser,
} from './translate.ts'

/** The first as documented, the second as the original's code had it. */
const mounts = ['/api/users', '/api/v1/users']

export const userAccounts: Dialect = {
  name: 'user-accounts',
  description,
  async mount(door) {
    const { http, settings, clock } = door
    const headers = (left: RateLeft) => rateHeaders(left, clock.now())
    const rate = { perSecond: 30, ...(settings.userAccountsHeaders ? { headers } : {}) }
    const limited = settings.userAccountsLimited ? { rate } : {}
    http.zone({ prefixes: mounts, origins: 'own', reply: replyError, ...limited })
    for (const mount of mounts) {
      mountRoutes(door, {
        [`POST ${mount}`]: create,
        [`GET ${mount}`]: list,
        [`GET ${mount}/:id`]: get,
        [`PUT ${mount}/:id`]: change,
        [`DELETE ${mount}/:id`]: remove,
      })
    }
  },
}

function rateHeaders({ limit, remaining, resetSeconds }: RateLeft, now: number): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(Math.max(0, remaining)),
    'x-ratelimit-reset': String(Math.ceil(now / 1000) + resetSeconds),
    'retry-after': String(resetSeconds),
  }
}

async function create(door: Door, request: DoorRequest): Promise<DoorAnswer> {
  const caller = await request.caller()
  const given = readFields(sentBody(request))
  const absent = firstAbsent(given)
  if (absent) return { status: 400, body: { message: `The '${absent}' field is required` } }
  const faulty = faultyAnswer(given)
  if (faulty) return faulty
  return unlessTaken(given, async () => {
    const user = await door.contract.makeAccount(caller, given as Typed)
    return { status: 201, body: { message: 'User created successfully', user } }
  })
}

async function list(door: Door, request: DoorRequest): Promise<DoorAnswer> {
  const caller = await request.caller()
  return jsonList(door.contract.listMadeAccounts(caller))
}

async function get(door: Door, request: DoorRequest): Promise<DoorAnswer> {
  const caller = await request.caller()
  return knownUser(request, async (account) => ({
    status: 200,
    body: await door.contract.getMadeAccount(caller, { account }),
  }))
}

/** The body is read before the user is looked up, and judged after. */
async function change(door: Door, request: DoorRequest): Promise<DoorAnswer> {
  const caller = await request.caller()
  const given = readFields(sentBody(request))
  return knownUser(request, async (account) => {
    await door.contract.changeableAccount(caller, { account })
    const faulty = faultyAnswer(given)
    if (faulty) return faulty
    return unlessTaken(given, async () => {
      const user = await door.contract.changeMadeAccount(caller, { ...(given as Partial<Typed>), account })
      return { status: 200, body: { message: 'User updated successfully', user } }
    })
  })
}

async function remove(door: Door, request: DoorRequest): Promise<DoorAnswer> {
  const caller = await request.caller()
  return knownUser(request, async (account) => {
    const user = await door.contract.removeMadeAccount(caller, { account })
    return { status: 200, body: { message: 'User deleted successfully', user } }
  })
}

function knownUser(
  { params: { id = '' } }: DoorRequest,
  work: (account: string) => Promise<DoorAnswer>,
): Promise<DoorAnswer> {
  const unknown = (): never => {
    throw unknownUser(id)
  }
  return whereRefused({ 'account.not-found': unknown }, async () => work(readId(id)))
}

const unlessTaken = ({ email }: Given, work: () => Promise<DoorAnswer>): Promise<DoorAnswer> =>
  whereRefused(
    {
      'email.taken': () => ({
        status: 400,
        body: { message: 'A user with this email already exists', value: email },
      }),
    },
    work,
  )

function faultyAnswer(given: Given): DoorAnswer | undefined {
  const faults = faultsOf(given)
  if (Object.keys(faults).length === 0) return undefined
  return { status: 400, body: { message: 'Validation error', error: faults } }
}
