import { Client } from '../wire/client.ts'
import { lobbySpeech, socketIoSpeech } from '../wire/speech.ts'
import type { Arena } from './arena.ts'
import type { Hubbub } from './hubbub.ts'
import { manyAtOnce } from './people.ts'
import { ask } from './rest.ts'

/** Names stay taken for a while after those who had them left. */
let filled = 0

/** The one room of the lobby's contract, with guests under names of their own who have all joined. */
export function lobbyArena(hubbub: Hubbub): Arena {
  return {
    program: hubbub,
    speech: socketIoSpeech,
    acks: true,
    async fill({ perRoom }) {
      filled += 1
      const round = filled
      const members = await manyAtOnce(perRoom, (place) => guest(hubbub, `guest ${round}-${place}`))
      return [{ id: 'lobby', members }]
    },
  }
}

async function guest({ url, port }: Hubbub, username: string): Promise<Client> {
  const { access_token: token } = await ask<{ access_token: string }>(url, {
    method: 'POST',
    path: '/api/login',
    body: { username },
  })
  const client = new Client({ port, speech: lobbySpeech({ token, username }), token })
  await client.ready
  await client.ask(0, `420["join",${JSON.stringify({ username, token })}]`)
  return client
}

/** A room of the chatrooms contract and people who have joined it, with a token of theirs. */
export async function chatroomOf(
  { url }: Hubbub,
  count: number,
): Promise<{ room: string; tokens: string[] }> {
  const password = 'nobody guesses this one'
  const tokens = await manyAtOnce(count, async (place) => {
    const username = `person-${place}`
    await ask(url, { method: 'POST', path: '/api/user', body: { username, password } })
    const login = { method: 'POST', path: '/api/user/login', body: { username, password } }
    return (await ask<{ token: string }>(url, login)).token
  })
  const [token = ''] = tokens
  const made = { method: 'POST', path: '/api/chatroom', token, body: { name: 'Bench' } }
  const { _id: room } = await ask<{ _id: string }>(url, made)
  await manyAtOnce(count - 1, (place) =>
    ask(url, {
      method: 'POST',
      path: `/api/chatroom/${room}/join`,
      token: tokens[place + 1] ?? '',
      body: {},
    }),
  )
  return { room, tokens }
}
