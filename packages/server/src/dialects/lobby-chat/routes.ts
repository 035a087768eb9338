import type { Visitor } from '../../core/accounts/older/lobby/claim-name.ts'
import type { NamedMessage } from '../../core/messages/older/scan-messages.ts'
import { Refusal, refuse } from '../../core/refusal.ts'
import type { Dialect, Door, DoorAnswer, DoorRequest } from '../door.ts'
import { jsonList } from '../json-list.ts'
import { description } from './describe.ts'
import { replyError } from './errors.ts'
import { serveEvents } from './events.ts'
import { createLiveLobby } from './live.ts'
import { type Lobby, openLobby } from './lobby.ts'
import { isFault, secondsValid, signedIn, signToken, visitorIn } from './tokens.ts'
import { messageOf, readContent, readNumber, readPage, readUsername, unknownMessage } from './translate.ts'

export const lobbyChat: Dialect = {
  name: 'lobby-chat',
  description,
  async mount(door) {
    const live = createLiveLobby(door)
    const lobby = await openLobby(door, live.remember)
    mountRoutes(door, lobby)
    const stops = [live.follow(lobby.room), serveEvents(door, lobby)]
    return () => {
      for (const stop of stops) stop()
    }
  },
}

function mountRoutes(door: Door, lobby: Lobby): void {
  const { http } = door
  const prefixes = ['/api/messages', '/api/login', '/api/check-username']
  http.zone({ prefixes, origins: 'any', reply: replyError })
  http.route('POST', '/api/check-username', (request) => checkUsername(door, request))
  http.route('POST', '/api/login', (request) => login(door, request))

  const list = (
    wanted: (visitor: Visitor, query: URLSearchParams) => { author?: string; contains?: string },
  ) =>
    signedIn(door, async (visitor, { query }) => {
      const pages = await lobby.scan({ ...wanted(visitor, query), newest: readPage(query) })
      return { status: 200, stream: jsonList(shown(pages)) }
    })
  http.route(
    'GET',
    '/api/messages',
    list(() => ({})),
  )
  http.route(
    'GET',
    '/api/messages/user',
    list(({ account }) => ({ author: account })),
  )
  http.route(
    'GET',
    '/api/messages/search',
    list((_visitor, query) => ({ contains: query.get('q') ?? '' })),
  )

  const from = ({ address }: DoorRequest) => ({ address })
  http.route(
    'POST',
    '/api/messages',
    signedIn(door, async (visitor, request) => {
      const message = await lobby.send(visitor, readContent(bodyOf(request)), from(request))
      return { status: 201, body: message }
    }),
  )
  /** Only digits are a message's address: anything else is no path of ours, whoever asks. */
  const numbered = (route: (visitor: Visitor, seq: number, request: DoorRequest) => Promise<DoorAnswer>) => {
    const known = signedIn(door, (visitor, request) => route(visitor, readNumber(request.params.id), request))
    return (request: DoorRequest): Promise<DoorAnswer> => {
      if (!/^\d+$/.test(request.params.id ?? '')) throw refuse('request.not-found')
      return known(request)
    }
  }
  http.route(
    'GET',
    '/api/messages/:id',
    numbered(async (_visitor, seq) => {
      const { text, ...message } = await lobby.find(seq)
      if (text === undefined) throw unknownMessage(seq)
      return { status: 200, body: messageOf({ ...message, text }) }
    }),
  )
  http.route(
    'PUT',
    '/api/messages/:id',
    numbered(async (visitor, seq, request) => {
      const readNew = () => readContent(bodyOf(request))
      return { status: 200, body: await lobby.edit(visitor, seq, readNew, from(request)) }
    }),
  )
  http.route(
    'DELETE',
    '/api/messages/:id',
    numbered(async (visitor, seq, request) => {
      await lobby.remove(visitor, seq, from(request), 'refused')
      return { status: 204 }
    }),
  )
}

async function* shown(pages: AsyncIterable<NamedMessage[]>) {
  for await (const page of pages) yield page.map(messageOf)
}

async function checkUsername(door: Door, request: DoorRequest): Promise<DoorAnswer> {
  const no = (status: number, message: string, suggestions: readonly string[] = []): DoorAnswer => ({
    status,
    body: { available: false, message, suggestions },
  })
  const body = bodyOf(request)
  try {
    const name = readUsername(body)
    const answer = await door.contract.checkLobbyName(door.bot(request), { name })
    return answer.available ? { status: 200, body: answer } : no(409, inUse, answer.suggestions)
  } catch (error) {
    if (error instanceof Refusal && refusedName.has(error.code)) return no(400, error.message)
    throw error
  }
}

const inUse = 'Username is already in use'
const refusedName: ReadonlySet<string> = new Set(['request.invalid', 'username.invalid'])

/** No password: a name that nobody has just now. A token that is still good proves an earlier identity. */
async function login(door: Door, request: DoorRequest): Promise<DoorAnswer> {
  const name = readUsername(bodyOf(request))
  const { exposure } = request
  const shown = await visitorIn(door, request)
  const proof = isFault(shown) ? undefined : shown
  const bot = door.bot(request)
  try {
    const visitor = await door.contract.claimName(bot, { name, exposure, proof, tokenSeconds: secondsValid })
    return { status: 200, body: { access_token: await signToken(door, visitor) } }
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'username.taken')) throw error
    const { suggestions } = await door.contract.checkLobbyName(bot, { name })
    return { status: 409, body: { error: inUse, message: inUse, suggestions } }
  }
}

/** Without a body the content type alone says what is missing. */
function bodyOf({ body, header }: DoorRequest): unknown {
  if (body !== undefined) return body
  const isJson = /^application\/(?:[\w.-]+\+)?json\b/i.test(header('content-type') ?? '')
  throw refuse(isJson ? 'request.malformed' : 'request.media-type')
}
