import { FanOutLoad } from '../loads/fan-out-load.ts'
import { RequestsLoad } from '../loads/requests-load.ts'
import { type Contestant, inTurns } from '../loads/rounds.ts'
import { type Sender, SendsLoad } from '../loads/sends-load.ts'
import { type ArenaRoom, connectAll, hubbubArena, leaveAll } from '../programs/arena.ts'
import { type Hubbub, startHubbub } from '../programs/hubbub.ts'
import { chatroomOf, lobbyArena } from '../programs/older-arena.ts'
import { makeRoom } from '../programs/people.ts'
import { withPrograms } from '../programs/program.ts'
import { ask } from '../programs/rest.ts'
import { Client } from '../wire/client.ts'
import { chatroomsSpeech, documentSpeech, eventBusSpeech, markedText, type Speech } from '../wire/speech.ts'
import { type Part, resultOf, scaled, type Setting, type Table } from './part.ts'

const WARM_MS = 300
const TEXT = markedText(180)
const CONNECTIONS = 32
/** As many as one account may have sockets. */
const SENDERS = 16
const CROWD = 1000
const NATIVE = 'native'
const admins = { role: 'admin' }

/** Limits that one client would meet long before the server's own; all else is as it ships. */
const LIMITS = {
  HUBBUB_CONTRACT_ROWS: '100000000',
  HUBBUB_CONTRACT_BYTES: '1024GB',
  HUBBUB_USER_ACCOUNTS_RATELIMIT: 'off',
  HUBBUB_LOBBY_NAMES: '1000000',
}

/** What an older contract costs beside the native command that does the same, in the same server. */
export const dialects: Part = {
  name: 'dialects',
  title: 'The older contracts beside the native commands they map to',
  run: (setting) =>
    withPrograms(async (keep) => {
      const hubbub = keep(await startHubbub({ ...setting, env: LIMITS }))
      const token = await hubbub.ownerToken()
      const tables: Table[] = []
      for (const pair of await requestPairs(hubbub, token)) {
        tables.push(await compareRequests(setting, hubbub, token, pair))
      }
      tables.push(await compareEvents(setting, hubbub, token))
      tables.push(await compareLobby(setting, hubbub))
      tables.push(await compareChatrooms(setting, hubbub))
      const other = keep(await startHubbub(setting))
      tables.push(...(await compareFanOut(setting, [hubbub, other])))
      return resultOf({ tables })
    }),
}

interface Asked {
  path: string
  /** The owner's where it is left out. */
  token?: string
  write?: ConstructorParameters<typeof RequestsLoad>[0]['write']
}

interface Pair {
  contract: string
  older: Asked
  native: Asked
}

async function requestPairs({ url }: Hubbub, token: string): Promise<Pair[]> {
  const person = { name: 'Ada Lovelace', email: 'ada@example.org' }
  const data = '/v1/collections/users/documents'
  const post = (path: string, body: unknown) =>
    ask<Record<string, string>>(url, { method: 'POST', path, body, token })
  const { id = '' } = await post('/users', person)
  const made = await ask<{ user: { id: string } }>(url, {
    method: 'POST',
    path: '/api/users',
    body: { ...person, password: 'nobody guesses this one' },
  })
  return [
    { contract: 'users-crud', older: { path: `/users/${id}` }, native: { path: `${data}/${id}` } },
    {
      contract: 'users-crud',
      older: { path: '/users', write: { method: 'POST', body: person } },
      native: { path: data, write: { method: 'POST', body: { data: person } } },
    },
    {
      contract: 'user-accounts',
      older: { path: `/api/users/${made.user.id}` },
      native: { path: '/v1/me' },
    },
    await historyPair(url, token),
  ]
}

const PAGE = 50

async function historyPair(url: string, token: string): Promise<Pair> {
  const login = { method: 'POST', path: '/api/login', body: { username: 'reader' } }
  const { access_token: guest } = await ask<{ access_token: string }>(url, login)
  const room = await makeRoom(url, token, 'Bench history')
  const write = (path: string, by: string, body: object) =>
    ask(url, { method: 'POST', path, token: by, body })
  for (let count = 0; count < PAGE; count += 1) {
    await write('/api/messages', guest, { content: TEXT })
    await write(`/v1/rooms/${room}/messages`, token, { text: TEXT })
  }
  return {
    contract: 'lobby-chat',
    older: { path: `/api/messages?limit=${PAGE}`, token: guest },
    native: { path: `/v1/rooms/${room}/messages?limit=${PAGE}` },
  }
}

async function compareRequests(
  setting: Setting,
  hubbub: Hubbub,
  token: string,
  { contract, older, native }: Pair,
): Promise<Table> {
  const loads = [older, native].map(
    ({ path, write, token: own = token }) =>
      new RequestsLoad({ port: hubbub.port, paths: [path], token: own, connections: CONNECTIONS, write }),
  )
  try {
    const outcomes = await inTurns(contestantsOf(contract, hubbub, loads), { ...setting, warmMs: WARM_MS })
    const [one, other] = [older, native].map(
      ({ path, write }) => `${write?.method ?? 'GET'} ${nameless(path)}`,
    )
    return { title: `${contract}: ${one} beside ${other}`, counts: 'requests', outcomes }
  } finally {
    for (const load of loads) load.close()
  }
}

const nameless = (path: string): string => path.replaceAll(/[0-9a-f]{24}/g, ':id')

function contestantsOf(
  contract: string,
  { pid }: Hubbub,
  loads: readonly Contestant['load'][],
): Contestant[] {
  return loads.map((load, place) => ({ name: place === 0 ? contract : NATIVE, pid, load }))
}

/** Nobody follows either collection: what is compared is storing. */
async function compareEvents(setting: Setting, hubbub: Hubbub, token: string): Promise<Table> {
  await ask(hubbub.url, {
    method: 'POST',
    path: '/v1/collections',
    token,
    body: { collection: 'bench', rules: { read: admins, create: admins, update: admins, delete: admins } },
  })
  const crowd = async (speech: Speech, room: string): Promise<Sender[]> => {
    const tokens = Array.from({ length: SENDERS }, () => token)
    return (await connectAll(hubbub.port, speech, tokens)).map((client) => ({ client, room }))
  }
  const senders = [await crowd(eventBusSpeech, 'bench'), await crowd(documentSpeech, 'bench')]
  return compareSenders(setting, hubbub, {
    contract: 'event-bus',
    title: 'CREATE beside document.create',
    senders,
  })
}

/** On both sides everybody has joined, and hears it. */
async function compareLobby(setting: Setting, hubbub: Hubbub): Promise<Table> {
  const rooms = await filled([lobbyArena(hubbub), hubbubArena(hubbub)], SENDERS)
  const senders = rooms.map(({ id: room, members }) => members.map((client) => ({ client, room })))
  const title = 'new_message beside message.send'
  return compareSenders(setting, hubbub, { contract: 'lobby-chat', title, senders })
}

async function compareChatrooms(setting: Setting, hubbub: Hubbub): Promise<Table> {
  const { room, tokens } = await chatroomOf(hubbub, SENDERS)
  const older = await Promise.all(
    tokens.map(async (token) => {
      const client = new Client({ port: hubbub.port, speech: chatroomsSpeech(token), token })
      await client.ready
      await client.ask(0, `420["joinRoom",${JSON.stringify({ chatroomId: room })}]`)
      return { client, room }
    }),
  )
  const [native] = await filled([hubbubArena(hubbub)], SENDERS)
  const members = (native?.members ?? []).map((client) => ({ client, room: native?.id ?? '' }))
  const title = 'chatroomMessage beside message.send'
  return compareSenders(setting, hubbub, { contract: 'chatrooms', title, senders: [older, members] })
}

async function filled(
  arenas: readonly ReturnType<typeof lobbyArena>[],
  perRoom: number,
): Promise<ArenaRoom[]> {
  const rooms: ArenaRoom[] = []
  for (const arena of arenas) rooms.push(...(await arena.fill({ rooms: 1, perRoom })))
  return rooms
}

async function compareSenders(
  setting: Setting,
  hubbub: Hubbub,
  { contract, title, senders }: { contract: string; title: string; senders: readonly Sender[][] },
): Promise<Table> {
  try {
    const loads = senders.map((some) => new SendsLoad(some, TEXT))
    const outcomes = await inTurns(contestantsOf(contract, hubbub, loads), { ...setting, warmMs: WARM_MS })
    setting.say(`dialects: ${title}`)
    return { title: `${contract}: ${title}, ${SENDERS} senders`, counts: 'sends', outcomes }
  } finally {
    for (const { client } of senders.flat()) client.close()
  }
}

/** A crowd on each of two servers, so that neither pays for the other's connections. */
async function compareFanOut(setting: Setting, [older, native]: readonly [Hubbub, Hubbub]): Promise<Table[]> {
  const perRoom = scaled(setting, CROWD)
  const rooms = await filled([lobbyArena(older), hubbubArena(native)], perRoom)
  const tables: Table[] = []
  try {
    for (const inFlight of [1, 16]) {
      const contestants = rooms.map((room, place) => ({
        name: place === 0 ? 'lobby-chat' : NATIVE,
        pid: (place === 0 ? older : native).pid,
        load: new FanOutLoad({ rooms: [room], text: TEXT, inFlight, acks: true }),
      }))
      const outcomes = await inTurns(contestants, { ...setting, warmMs: WARM_MS })
      const title = `lobby-chat: message to ${perRoom}, ${inFlight} in flight`
      setting.say(`dialects: ${title}`)
      tables.push({ title, counts: 'deliveries', outcomes })
    }
  } finally {
    leaveAll(rooms)
  }
  return tables
}
