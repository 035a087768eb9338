import type { Visitor } from '../../core/accounts/older/lobby/claim-name.ts'
import { clientKey } from '../../core/client-key.ts'
import type { Scan } from '../../core/messages/older/scan-messages.ts'
import { type Refusal, refuse } from '../../core/refusal.ts'
import { createBound } from '../bounds.ts'
import type { Dialect, Door, DoorAnswer, DoorRequest } from '../door.ts'
import { listOfTexts } from '../json-list.ts'
import { type Answer, mountRoutes, type Routes } from '../mount-routes.ts'
import { sentBody } from '../sent-body.ts'
import { whereRefused } from '../where-refused.ts'
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
    const prefixes = ['/api/messages', '/api/login', '/api/check-username']
    door.http.zone({ prefixes, origins: 'any', reply: replyError })
    mountRoutes(door, routesOf(door, lobby))
    const stops = [live.follow(lobby.room), serveEvents(door, lobby)]
    return () => {
      for (const stop of stops) stop()
    }
  },
}

function routesOf(door: Door, lobby: Lobby): Routes {
  const list = (wanted: (visitor: Visitor, query: URLSearchParams) => Omit<Scan, 'room'>): Answer =>
    signedIn(async (visitor, { query }) =>
      listOfTexts(await lobby.scan({ ...wanted(visitor, query), newest: readPage(query) })),
    )
  const read = (request: DoorRequest): string => readContent(sentBody(request))
  const send = signedIn(async (by, request) => ({
    status: 201,
    body: await lobby.send(by, read(request), request),
  }))
  const get = numbered(async (_by, seq) => ({ status: 200, body: await found(lobby, seq) }))
  const edit = numbered(async (by, seq, request) => ({
    status: 200,
    body: await lobby.edit(by, seq, () => read(request), request),
  }))
  const remove = numbered(async (by, seq, request) => {
    await lobby.remove(by, seq, request, 'refused')
    return { status: 204 }
  })
  return {
    'POST /api/check-username': checkUsername,
    'POST /api/login': loginOf(door),
    'GET /api/messages': list(() => ({})),
    'GET /api/messages/user': list(({ account }) => ({ author: account })),
    'GET /api/messages/search': list((_visitor, query) => ({ contains: query.get('q') ?? '' })),
    'POST /api/messages': send,
    'GET /api/messages/:id': get,
    'PUT /api/messages/:id': edit,
    'DELETE /api/messages/:id': remove,
  }
}

/** Only digits are a message's address: anything else is no path of ours, whoever asks. */
function numbered(
  route: (visitor: Visitor, seq: number, request: DoorRequest) => Promise<DoorAnswer>,
): Answer {
  const answer = signedIn((visitor, request) => route(visitor, readNumber(request.params.id), request))
  return (door, request) => {
    if (!/^\d+$/.test(request.params.id ?? '')) throw refuse('request.not-found')
    return answer(door, request)
  }
}

async function found(lobby: Lobby, seq: number) {
  const { text, ...message } = await lobby.find(seq)
  if (text === undefined) throw unknownMessage(seq)
  return messageOf({ ...message, text })
}

const inUse = 'Username is already in use'

function checkUsername(door: Door, request: DoorRequest): Promise<DoorAnswer> {
  const body = sentBody(request)
  const no = (status: number, message: string, suggestions: readonly string[] = []): DoorAnswer => ({
    status,
    body: { available: false, message, suggestions },
  })
  const isNone = ({ message }: Refusal): DoorAnswer => no(400, message)
  return whereRefused({ 'request.invalid': isNone, 'username.invalid': isNone }, async () => {
    const name = readUsername(body)
    const answer = await door.contract.checkLobbyName(door.bot(request), { name })
    return answer.available ? { status: 200, body: answer } : no(409, inUse, answer.suggestions)
  })
}

/** No password: a name that nobody has just now. A token that is still good proves an earlier identity. */
function loginOf(door: Door): Answer {
  const quota = door.settings.lobbyNamesPerAddress
  const takeName = createBound(door, { name: 'names', quota, windowSeconds: secondsValid })
  return async (_door, request) => {
    const name = readUsername(sentBody(request))
    const shown = await visitorIn(door, request)
    const proof = isFault(shown) ? undefined : shown
    // Who has the name already takes none.
    if (proof?.name !== name) takeName(clientKey(request.address))
    const bot = door.bot(request)
    const isTaken = async (): Promise<DoorAnswer> => {
      const { suggestions } = await door.contract.checkLobbyName(bot, { name })
      return { status: 409, body: { error: inUse, message: inUse, suggestions } }
    }
    return whereRefused({ 'username.taken': isTaken }, async () => {
      const claim = { name, exposure: request.exposure, proof, tokenSeconds: secondsValid }
      const visitor = await door.contract.claimName(bot, claim)
      return { status: 200, body: { access_token: await signToken(door, visitor) } }
    })
  }
}
