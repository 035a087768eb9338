import type { TestContext } from 'node:test'
import type { ChatMessage } from '../src/index.ts'
import { clientOf } from './client-of.ts'
import { listenTo } from './ear.ts'
import { garden, head, ids, profile, roomAnswer } from './rows.ts'
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts'

/** A server with a garden at version 10, which knows everybody. */
export async function openGarden(t: TestContext): Promise<ScriptedServer> {
  const server = await startScriptedServer(t)
  server.greeting = { account: ids.ada, heads: [head(garden, 10)] }
  const everybody = [profile('ada'), profile('ben'), profile('cleo')]
  server.answer('profile.get', (asked) => ({ items: everybody.filter(({ id }) => asked.ids.includes(id)) }))
  server.answer('room.get', () => roomAnswer)
  return server
}

export const wordsOf = ({ author, text }: ChatMessage): string => `${author.name}: ${text}`

/** Ada's client, which listens to the garden's messages on its first connection. */
export async function comeIn(
  t: TestContext,
  server: ScriptedServer,
  options: Parameters<typeof clientOf>[2] = {},
) {
  const ada = clientOf(t, server, options)
  const room = ada.room(ids.garden)
  return { ada, room, heard: listenTo(room, 'message'), visit: await server.visit() }
}
