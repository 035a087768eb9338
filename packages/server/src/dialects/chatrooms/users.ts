import { jsonList } from '../json-list.ts'
import { Reading } from '../reading.ts'
import { whereRefused } from '../where-refused.ts'
import { type Answer, always, known, ok, open, type Routes, say, type Saying } from './answers.ts'
import { badValue, FaultyBody, finish } from './faults.ts'
import { signToken } from './tokens.ts'
import {
  passwordRule,
  readId,
  readLogin,
  readNewUser,
  readUserChanges,
  shortestPassword,
  userOf,
} from './translate.ts'

const unknown = { 'account.not-found': [404, 'User not found!'] } satisfies Saying
const taken = { 'username.taken': [400, 'User already exists!'] } satisfies Saying
const notYours = (what: string): [403, string] => [403, `You are not authorized to ${what} this user.`]
const mostFound = 10

/** Where the server is open to others, they sign up as its owner lets them (contracts.md, section 7, 26). */
const register = open(taken, async (door, request) => {
  const user = readNewUser(request.body, shortestPassword(request.exposure))
  if (request.exposure === 'protected' && door.settings.signup !== 'open')
    return say(403, 'Registration is closed on this server.')
  return ok(userOf(await door.contract.registerPerson(door.bot(request), user)))
})

const wrong = { 'auth.wrong-credentials': [401, 'Email or Password is incorrect.'] } satisfies Saying
const login = open(wrong, async (door, request) => {
  const { id, name } = await door.contract.signInPerson(door.bot(request), readLogin(request.body))
  return ok({ message: `${name} has been logged in successfully.`, token: await signToken(door, id) })
})

/** Oneself only. Who it is about is judged after the body's form and before anything else. */
const updateUser = known(
  { ...unknown, ...taken, 'access.denied': notYours('update') },
  async ({ door, caller, request }) => {
    const changes = readUserChanges(request.body, shortestPassword(request.exposure))
    const { id } = request.params
    if (id !== undefined && readId(id) !== caller.account) return say(...notYours('update'))
    return ok(userOf(await door.contract.changePerson(caller, changes)))
  },
)

const deleteUser = known(
  { ...unknown, 'access.denied': notYours('delete'), 'account.last-owner': notYours('delete') },
  async ({ door, caller, request }) => {
    if (readId(request.params.id) !== caller.account) return say(...notYours('delete'))
    await door.contract.removePerson(caller)
    return ok('User deleted.')
  },
)

const wrongCurrent = { 'auth.wrong-credentials': [401, 'Current password is incorrect.'] } satisfies Saying
const changePassword: Answer = known(wrongCurrent, async ({ door, caller, request }) => {
  const reading = new Reading(request.body)
  const [current, password] = [reading.value('currentPassword'), reading.value('newPassword')]
  finish(reading)
  if (!isText(current) || !isText(password)) return say(400, 'Both current and new passwords are required.')
  const shortest = shortestPassword(request.exposure)
  reading.text('newPassword', passwordRule(shortest))
  finish(reading)
  // Native accounts have rules of their own for a password.
  const isWeak = ({ message }: Error): never => {
    throw new FaultyBody([badValue(['newPassword'], message)])
  }
  const change = { current, password, shortest }
  await whereRefused({ 'password.weak': isWeak }, () => door.contract.changePersonPassword(caller, change))
  return ok('Password changed.')
})

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

export const userRoutes: Routes = [
  ['POST', '/api/user', register],
  [
    'GET',
    '/api/user',
    known({}, ({ door, caller }) => ({
      status: 200,
      stream: jsonList(door.contract.listPeople(caller), userOf),
    })),
  ],
  ['PUT', '/api/user', updateUser],
  ['POST', '/api/user/login', login],
  ['POST', '/api/user/change-password', changePassword],
  ['GET', '/api/user/test', always({ message: 'Users endpoint' })],
  [
    'GET',
    '/api/user/test-login',
    known({}, ({ caller, claims: { iat: issued_at, exp: expires_at } }) =>
      ok({ message: 'Login successful!', user_id: caller.account, issued_at, expires_at }),
    ),
  ],
  [
    'GET',
    '/api/user/name/:prefix',
    known({}, async ({ door, caller, request: { params } }) => {
      const wanted = { prefix: params.prefix ?? '', limit: mostFound }
      const found = await door.contract.findPeople(caller, wanted)
      return found.length === 0 ? say(404, 'Username not found!') : ok(found.map(userOf))
    }),
  ],
  [
    'GET',
    '/api/user/:id',
    known(unknown, async ({ door, caller, request }) => {
      const account = readId(request.params.id)
      if (account === undefined) return say(...unknown['account.not-found'])
      return ok(userOf(await door.contract.getPerson(caller, { account })))
    }),
  ],
  ['PUT', '/api/user/:id', updateUser],
  ['DELETE', '/api/user/:id', deleteUser],
]
