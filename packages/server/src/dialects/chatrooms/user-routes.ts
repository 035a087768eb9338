import { Refusal } from '../../core/refusal.ts'
import type { Door, DoorAnswer, DoorRequest } from '../door.ts'
import { jsonList } from '../json-list.ts'
import { fault, FaultyBody, Reading } from './bodies.ts'
import { say, saying, type Saying } from './errors.ts'
import { signedIn, signToken } from './tokens.ts'
import {
  passwordRule,
  readId,
  readLogin,
  readNewUser,
  readUserChanges,
  shortestPassword,
  userOf,
} from './translate.ts'

export type Answer = (door: Door, request: DoorRequest) => Promise<DoorAnswer>

const unknown: Saying = { 'account.not-found': [404, 'User not found!'] }

/** Where the server is open to others, they sign up as its owner lets them (contracts.md, section 7, 26). */
export const register: Answer = async (door, request) => {
  const user = readNewUser(request.body, shortestPassword(request.exposure))
  if (request.exposure === 'protected' && door.settings.signup !== 'open')
    return say(403, 'Registration is closed on this server.')
  return saying({ 'username.taken': [400, 'User already exists!'] }, async () => {
    const person = await door.contract.registerPerson(door.bot({ address: request.address }), user)
    return { status: 200, body: userOf(person) }
  })
}

export const login: Answer = (door, request) => {
  const credentials = readLogin(request.body)
  return saying({ 'auth.wrong-credentials': [401, 'Email or Password is incorrect.'] }, async () => {
    const bot = door.bot({ address: request.address })
    const { id, name } = await door.contract.signInPerson(bot, credentials)
    const token = await signToken(door, id)
    return { status: 200, body: { message: `${name} has been logged in successfully.`, token } }
  })
}

export const testLogin: Answer = async (door, request) => {
  const { caller, claims } = await signedIn(door, request)
  const { iat: issued_at, exp: expires_at } = claims
  const body = { message: 'Login successful!', user_id: caller.account, issued_at, expires_at }
  return { status: 200, body }
}

export const listUsers: Answer = async (door, request) => {
  const { caller } = await signedIn(door, request)
  async function* users() {
    for await (const page of door.contract.listPeople(caller)) yield page.map(userOf)
  }
  return { status: 200, stream: jsonList(users()) }
}

export const getUser: Answer = async (door, request) => {
  const { caller } = await signedIn(door, request)
  const account = readId(request.params.id)
  if (account === undefined) return say(404, 'User not found!')
  return saying(unknown, async () => ({
    status: 200,
    body: userOf(await door.contract.getPerson(caller, { account })),
  }))
}

const mostFound = 10

export const findUsers: Answer = async (door, request) => {
  const { caller } = await signedIn(door, request)
  const prefix = request.params.prefix ?? ''
  const found = await door.contract.findPeople(caller, { prefix, limit: mostFound })
  return found.length === 0 ? say(404, 'Username not found!') : { status: 200, body: found.map(userOf) }
}

/** Oneself only. Who it is about is judged after the body's form and before anything else. */
export const updateUser: Answer = async (door, request) => {
  const { caller } = await signedIn(door, request)
  const changes = readUserChanges(request.body, shortestPassword(request.exposure))
  const { id } = request.params
  const notYours = 'You are not authorized to update this user.'
  if (id !== undefined && readId(id) !== caller.account) return say(403, notYours)
  const said: Saying = { 'access.denied': [403, notYours], 'username.taken': [400, 'User already exists!'] }
  return saying({ ...unknown, ...said }, async () => ({
    status: 200,
    body: userOf(await door.contract.changePerson(caller, changes)),
  }))
}

export const deleteUser: Answer = async (door, request) => {
  const { caller } = await signedIn(door, request)
  const notYours = 'You are not authorized to delete this user.'
  if (readId(request.params.id) !== caller.account) return say(403, notYours)
  const said: Saying = { 'access.denied': [403, notYours], 'account.last-owner': [403, notYours] }
  return saying({ ...unknown, ...said }, async () => {
    await door.contract.removePerson(caller)
    return { status: 200, body: 'User deleted.' }
  })
}

export const changePassword: Answer = async (door, request) => {
  const { caller } = await signedIn(door, request)
  const reading = Reading.of(request.body)
  const [current, password] = [reading.value('currentPassword'), reading.value('newPassword')]
  if (!isText(current) || !isText(password)) return say(400, 'Both current and new passwords are required.')
  const shortest = shortestPassword(request.exposure)
  reading.text('newPassword', passwordRule(shortest))
  reading.done()
  return saying({ 'auth.wrong-credentials': [401, 'Current password is incorrect.'] }, async () => {
    await unlessWeak(() => door.contract.changePersonPassword(caller, { current, password, shortest }))
    return { status: 200, body: 'Password changed.' }
  })
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Native accounts have rules of their own for a password. */
async function unlessWeak(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'password.weak')) throw error
    throw new FaultyBody([fault('value_error', ['body', 'newPassword'], `Value error, ${error.message}`)])
  }
}
