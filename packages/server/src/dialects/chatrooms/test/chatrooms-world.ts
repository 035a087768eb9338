import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Answer } from '../../../../test/server-world.ts'
import { type Connecting, connect, type OlderClient } from '../../contract/older-clients.ts'
import { type OlderWorld, openWorld, type WorldOptions } from '../../contract/older-world.ts'

/** A server with people who signed up and in by this contract. */
export interface ChatroomsWorld extends OlderWorld {
  person(username: string): Promise<Person>
  login(username: string, password?: string): Promise<Person>
}

export interface Person {
  id: string
  username: string
  token: string
  ask(method: string, path: string, body?: unknown): Promise<Answer>
  /** A client that shows the token as the README has it. */
  connect(given?: Connecting): Promise<OlderClient>
  /** Makes a chat room; gives its id. */
  chatroom(name: string, members?: readonly Person[]): Promise<string>
  join(room: string): Promise<void>
}

export const passwordOf = (username: string): string => `${username} walks to the lighthouse`

export async function openChatrooms(t: TestContext, options: WorldOptions = {}): Promise<ChatroomsWorld> {
  const world = await openWorld(t, options)
  const login = async (username: string, password = passwordOf(username)): Promise<Person> => {
    const { json, text } = await world.ask('POST', '/api/user/login', { body: { username, password } })
    assert.ok(json.token, text)
    const me = await world.ask('GET', '/api/user/test-login', { headers: { authorization: json.token } })
    return personIn(t, world, { id: me.json.user_id, username, token: json.token })
  }
  return {
    ...world,
    login,
    async person(username) {
      const profile = { name: `${username} the first`, about: `all about ${username}` }
      const body = { username, password: passwordOf(username), profile }
      const made = await world.ask('POST', '/api/user/', { body })
      assert.equal(made.status, 200, made.text)
      return login(username)
    },
  }
}

function personIn(
  t: TestContext,
  { url, ask }: OlderWorld,
  who: Pick<Person, 'id' | 'username' | 'token'>,
): Person {
  const authorization = `Bearer ${who.token}`
  const asMe: Person['ask'] = (method, path, body) =>
    ask(method, path, { headers: { authorization }, ...(body === undefined ? {} : { body }) })
  return {
    ...who,
    ask: asMe,
    connect: (given = {}) => connect(t, url, { auth: { token: authorization }, ...given }),
    async chatroom(name, members = []) {
      const body = { name, ...(members.length > 0 ? { members: members.map(({ id }) => id) } : {}) }
      const made = await asMe('POST', '/api/chatroom/', body)
      assert.equal(made.status, 200, made.text)
      return made.json._id
    },
    async join(room) {
      const joined = await asMe('POST', `/api/chatroom/${room}/join`)
      assert.equal(joined.status, 200, joined.text)
    },
  }
}
