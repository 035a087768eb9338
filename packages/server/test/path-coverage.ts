import { Session } from 'node:inspector/promises'
import { fileURLToPath } from 'node:url'
import { io } from 'socket.io-client'
import { compose } from '../src/compose.ts'
import { configOf } from '../src/config/config.ts'
import { createAdmin } from '../src/core/accounts/signing-up/first-owner.ts'

/** The files of which a function ran while one message was sent and heard, on the engine that shares our thread. */
export async function takePart(root: string): Promise<Set<string>> {
  const server = await compose(configOf({ HUBBUB_PORT: '0', HUBBUB_LOG_LEVEL: 'fatal' }), { inMemory: true })
  const session = new Session()
  session.connect()
  try {
    const token = await tokenOf(server)
    const socket = io(`${server.urls[0]}/v1`, { auth: { token }, transports: ['websocket'] })
    await new Promise((resolve) => socket.once('heads', resolve))
    await session.post('Profiler.enable')
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
    const heard = new Promise((resolve) => socket.once('range', resolve))
    await socket.emitWithAck('message.send', { room: 'general', text: 'Follow me' })
    await heard
    const { result } = await session.post('Profiler.takePreciseCoverage')
    socket.disconnect()
    return new Set([...filesIn(result, root), ...notOnThisThread])
  } finally {
    session.disconnect()
    await server.stop()
  }
}

/** A schema runs no function of its own; SQLite's half runs in the writer's thread (the memory engine's ran instead). */
const notOnThisThread = [
  'packages/protocol/src/commands/send-message.ts',
  'packages/server/src/storage/sqlite/apply.ts',
]

interface ScriptCoverage {
  url: string
  functions: { functionName: string; ranges: { count: number }[] }[]
}

function filesIn(scripts: readonly ScriptCoverage[], root: string): string[] {
  const ours = scripts.filter(({ url }) => url.startsWith('file://') && !url.includes('node_modules'))
  const ran = ours.filter(({ functions }) =>
    functions.some(
      ({ functionName, ranges }) => functionName !== '' && ranges.some(({ count }) => count > 0),
    ),
  )
  return ran.map(({ url }) => fileURLToPath(url).slice(root.length))
}

async function tokenOf(server: Awaited<ReturnType<typeof compose>>): Promise<string> {
  await createAdmin(server.ports, { username: 'ada', displayName: 'Ada', password: 'correct horse battery' })
  const signedIn = await server.core.ask(
    'session.create',
    { account: undefined, address: '127.0.0.1' },
    { identifier: 'ada', password: 'correct horse battery' },
  )
  const { tokens } = JSON.parse(JSON.stringify(signedIn)) as { tokens?: { accessToken: string } }
  if (tokens) return tokens.accessToken
  const { json } = signedIn as unknown as { json: string }
  return (JSON.parse(json) as { tokens: { accessToken: string } }).tokens.accessToken
}
