import assert from 'node:assert/strict'
import {
  type Command,
  type CommandName,
  commands,
  type InputOf,
  type OutputOf,
  type Problem,
} from '@hubbub/protocol'
import type { TestContext } from 'node:test'
import { io, type Socket } from 'socket.io-client'
import type { Person, ServerWorld } from './server-world.ts'

/** One way of asking commands: over REST or over the socket. What holds on one must hold on the other. */
export interface Way {
  name: 'REST' | 'socket'
  ask<N extends CommandName>(command: N, input: InputOf<N>): Promise<OutputOf<N>>
  /** Asks, and gives whatever was answered. */
  tell<N extends CommandName>(command: N, input: unknown): Promise<Told>
  /** Asks what must be refused, and gives the code. */
  refused<N extends CommandName>(command: N, input: unknown): Promise<Problem['code']>
}

export type Told = { ok: true; result: unknown } | { ok: false; error: Problem }

export function overRest({ ask }: ServerWorld, { token }: Pick<Person, 'token'>): Way {
  return wayOf('REST', async (name, input) => {
    const { http } = commands[name] as Command
    assert.ok(http, `${name} has no route`)
    const rest = { ...(input as Record<string, unknown>) }
    const path = http.path.replace(/:(\w+)/g, (_, field: string) => {
      const value = String(rest[field])
      delete rest[field]
      return encodeURIComponent(value)
    })
    const inQuery = http.method === 'GET' || http.method === 'DELETE'
    const query = inQuery
      ? `?${new URLSearchParams(Object.entries(rest).map(([key, value]): [string, string] => [key, String(value)]))}`
      : ''
    const answer = await ask(http.method, path + query, {
      headers: { authorization: `Bearer ${token}` },
      body: inQuery ? undefined : rest,
    })
    return answer.status < 400 ? { ok: true, result: answer.json } : { ok: false, error: answer.json }
  })
}

/** A socket that has entered and was told its heads. */
export async function overSocket(
  t: TestContext,
  { url }: Pick<ServerWorld, 'url'>,
  { token }: Pick<Person, 'token'>,
): Promise<Way & { socket: Socket }> {
  const socket = io(`${url}/v1`, {
    auth: { token },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
  })
  t.after(() => socket.close())
  await heard(socket, 'heads')
  const way = wayOf('socket', (name, input) => socket.emitWithAck(name, input))
  return { ...way, socket }
}

/** The next event of a name. */
export function heard<T = Record<string, unknown>>(socket: Socket, event: string): Promise<T> {
  return new Promise((resolve) => socket.once(event, resolve))
}

function wayOf(name: Way['name'], tell: (name: CommandName, input: unknown) => Promise<Told>): Way {
  return {
    name,
    tell,
    async ask(command, input) {
      const told = await tell(command, input)
      if (!told.ok) assert.fail(`${command} over ${name}: ${JSON.stringify(told.error)}`)
      return told.result as never
    },
    async refused(command, input) {
      const told = await tell(command, input)
      if (told.ok) assert.fail(`${command} over ${name} was not refused`)
      return told.error.code
    },
  }
}
