import type { Visitor } from '../../core/accounts/older/lobby/claim-name.ts'
import { refuse } from '../../core/refusal.ts'
import type { Door, DoorSocket, Edge } from '../door.ts'
import { socketError } from './errors.ts'
import { lobbyKey } from './live.ts'
import type { Lobby } from './lobby.ts'
import { isFault, visitorOf } from './tokens.ts'
import { readContent, readField, readNumber, readUsername } from './translate.ts'

/** The events of the namespace `/`. Answers how to stop. */
export function serveEvents(door: Door, lobby: Lobby): () => void {
  const { contract, log, settings, sockets } = door
  const names = contract.keepNames(door.bot({ address: '' }), {
    graceMs: settings.lobbyGraceMs,
    left: (socket) => socket.leave(lobbyKey),
    offline: (username) => sockets.emitTo(lobbyKey, 'user_left', { username }),
    unsaved: (err) => log.warn({ err }, 'a name could not be held, let go or forgotten'),
  })
  const shownBy = sockets.identify<Visitor>({
    namespaces: ['/'],
    async prove(token, from) {
      const shown = await visitorOf(door, token, from)
      return isFault(shown) ? undefined : { is: shown }
    },
  })

  /** Whose token came with a `join`, or with the handshake. One of another name, or no good, is as good as none. */
  async function proofOf(socket: DoorSocket, payload: unknown, name: string): Promise<Visitor | undefined> {
    const token = readField(payload, 'token')
    const shown = typeof token === 'string' ? await visitorOf(door, token, edgeOf(socket)) : shownBy(socket)
    return shown === undefined || isFault(shown) || shown.name !== name ? undefined : shown
  }

  /** The token travels with each event; the name beside it must be its own. */
  async function visitorIn(socket: DoorSocket, payload: unknown): Promise<Visitor> {
    const token = readField(payload, 'token')
    if (typeof token !== 'string') throw refuse('auth.required', { detail: 'Token is required' })
    const shown = await visitorOf(door, token, edgeOf(socket))
    if (isFault(shown)) throw refuse('auth.invalid-token', { detail: shown.msg })
    if (readField(payload, 'username') !== shown.name) {
      throw refuse('access.denied', { detail: 'Username does not match the token' })
    }
    names.trust(socket, shown)
    return shown
  }

  sockets.on({
    namespaces: ['/'],
    error: socketError,
    events: {
      async join(socket, payload) {
        const username = readUsername(payload)
        const visitor = await names.join(socket, username, await proofOf(socket, payload, username))
        socket.join(lobbyKey)
        // Others are not told of a name that nobody has: anybody may send it.
        if (visitor) sockets.emitTo(lobbyKey, 'user_joined', { username: visitor.name })
        else socket.emit('user_joined', { username })
      },
      leave: (socket, payload) => names.leave(socket, readUsername(payload)),
      async new_message(socket, payload) {
        const visitor = await visitorIn(socket, payload)
        await lobby.send(visitor, readContent(payload), edgeOf(socket))
      },
      async edit_message(socket, payload) {
        const visitor = await visitorIn(socket, payload)
        const seq = readNumber(readField(payload, 'messageId'))
        await lobby.edit(visitor, seq, () => readContent(payload), edgeOf(socket))
      },
      async delete_message(socket, payload) {
        const visitor = await visitorIn(socket, payload)
        await lobby.remove(visitor, readNumber(readField(payload, 'messageId')), edgeOf(socket), 'fine')
      },
    },
  })
  return () => names.stop()
}

const edgeOf = ({ address, id }: DoorSocket): Edge => ({ address, connection: id })
