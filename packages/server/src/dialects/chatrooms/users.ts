import { clientKey } from '../../core/client-key.ts'
import { refuse } from '../../core/refusal.ts'
import { createBound } from '../bounds.ts'
import type { Door } from '../door.ts'
import { jsonList } from '../json-list.ts'
import type { Answer, Routes } from '../mount-routes.ts'
import { objectIdIn } from '../object-id.ts'
import { Reading } from '../reading.ts'
import { whereRefused } from '../where-refused.ts'
import { always, type Asked, known, ok, open, say, type Saying } from './answers.ts'
import { FaultyBody, finish, told } from './faults.ts'
import { signToken } from './tokens.ts'
import {
  idIn,
  passwordRule,
  readLogin,
  readNewUser,
  readUserChanges,
  shortestPassword,
  userOf,
} from './translate.ts'

const unknown = { 'account.not-found': [404, 'User not found!'] } satisfies Saying
const taken = { 'username.taken': [400, 'User already exists!'] } satisfies Saying
const wrong = (what: string) =>
  ({ 'auth.wrong-credentials': [401, `${what} is incorrect.`] }) satisfies Saying
const mostFound = 10

/** Where the server is open to others, they sign up as its owner lets them (decision 26). */
function registerOf(door: Door): Answer {
  const quota = door.settings.registrationsPerAddress
  const countOne = createBound(door, { name: 'registrations', quota, windowSeconds: 3600 })
  return open(taken, async (_door, request) => {
    const user = readNewUser(request)
    if (request.exposure === 'protected') {
      if (door.settings.signup !== 'open') return say(403, 'Registration is closed on this server.')
      countOne(clientKey(request.address))
    }
    return ok(userOf(await door.contract.registerPerson(door.bot(request), user)))
  })
}

const login = open(wrong('Email or Password'), async (door, request) => {
  const { id, name } = await door.contract.signInPerson(door.bot(request), readLogin(request.body))
  return ok({ message: `${name} has been logged in successfully.`, token: await signToken(door, id) })
})

/** Oneself only; of anybody else nothing is told. An address without an id is one's own. */
function checkOwn({ caller, request: { params } }: Asked): void {
  if (params.id !== undefined && objectIdIn(params.id) !== caller.account) throw refuse('access.denied')
}

const notYours = (what: string) => [403, `You are not authorized to ${what} this user.`] as const

/** The body's form is judged before whose it is, and that before anything else. */
const update = known({ ...unknown, ...taken, 'access.denied': notYours('update') }, async (asked) => {
  const changes = readUserChanges(asked.request)
  checkOwn(asked)
  return ok(userOf(await asked.door.contract.changePerson(asked.caller, changes)))
})

const mayNotDelete = { 'access.denied': notYours('delete'), 'account.last-owner': notYours('delete') }
const remove = known({ ...unknown, ...mayNotDelete }, async (asked) => {
  checkOwn(asked)
  await asked.door.contract.removePerson(asked.caller)
  return ok('User deleted.')
})

const changePassword = known(wrong('Current password'), async ({ door, caller, request }) => {
  const reading = new Reading(request.body)
  const [current, password] = [reading.value('currentPassword'), reading.value('newPassword')]
  finish(reading)
  if (!isText(current) || !isText(password)) return say(400, 'Both current and new passwords are required.')
  const shortest = shortestPassword(request.exposure)
  reading.text('newPassword', passwordRule(shortest))
  finish(reading)
  // Native accounts have rules of their own for a password.
  const isWeak = ({ message: reason }: Error): never => {
    throw new FaultyBody([told({ place: ['newPassword'], kind: 'bad', reason })])
  }
  const change = { current, password, shortest }
  await whereRefused({ 'password.weak': isWeak }, () => door.contract.changePersonPassword(caller, change))
  return ok('Password changed.')
})

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

const list = known({}, ({ door, caller }) => jsonList(door.contract.listPeople(caller), userOf))

const get = known(unknown, async ({ door, caller, request }) => {
  const account = idIn(request.params.id, 'account.not-found')
  return ok(userOf(await door.contract.getPerson(caller, { account })))
})

const find = known({}, async ({ door, caller, request: { params } }) => {
  const found = await door.contract.findPeople(caller, { prefix: params.prefix ?? '', limit: mostFound })
  return found.length === 0 ? say(404, 'Username not found!') : ok(found.map(userOf))
})

const testLogin = known({}, ({ caller, claims: { iat: issued_at, exp: expires_at } }) =>
  ok({ message: 'Login successful!', user_id: caller.account, issued_at, expires_at }),
)

export const userRoutesOf = (door: Door): Routes => ({
  'POST /api/user': registerOf(door),
  'GET /api/user': list,
  'PUT /api/user': update,
  'POST /api/user/login': login,
  'POST /api/user/change-password': changePassword,
  'GET /api/user/test': always({ message: 'Users endpoint' }),
  'GET /api/user/test-login': testLogin,
  'GET /api/user/name/:prefix': find,
  'GET /api/user/:id': get,
  'PUT /api/user/:id': update,
  'DELETE /api/user/:id': remove,
})
