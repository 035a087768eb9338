import type { StandingMessage } from '@hubbub/protocol'
import type { Visitor } from '../../core/accounts/older/lobby/claim-name.ts'
import type { AccountCaller } from '../../core/caller.ts'
import { createKeptPages } from '../../core/messages/kept-pages.ts'
import type { NumberedMessage, Scan } from '../../core/messages/older/scan-messages.ts'
import { refuse } from '../../core/refusal.ts'
import type { Door, Edge } from '../door.ts'
import { valueOf } from '../value-of.ts'
import { whereRefused } from '../where-refused.ts'
import { type LobbyMessage, messageOf, unknownMessage } from './translate.ts'

/** The one room, as routes and events use it. Whoever reads does so as the contract's bot, which is a member. */
export interface Lobby {
  readonly room: string
  send(visitor: Visitor, content: string, from: Edge): Promise<LobbyMessage>
  /** Also what is deleted. */
  find(seq: number): Promise<NumberedMessage>
  edit(visitor: Visitor, seq: number, readContent: () => string, from: Edge): Promise<LobbyMessage>
  /** `again`: deleting what its author has deleted already is fine. */
  remove(visitor: Visitor, seq: number, from: Edge, again: 'fine' | 'refused'): Promise<void>
  /** Pages of messages as texts, each the items of a JSON list. */
  scan(wanted: Omit<Scan, 'room'>): Promise<AsyncIterable<string>>
}

/** `remember` is told who is about to speak, before anything is said. */
export async function openLobby(door: Door, remember: (visitor: Visitor) => void): Promise<Lobby> {
  const bot = door.bot({ address: '' })
  const room = await door.contract.ensureLobby(bot)
  const showing = { form: messageOf, kept: createKeptPages<{ json: string }>() }

  async function speaker(visitor: Visitor, from: Edge): Promise<AccountCaller> {
    const account = await door.contract.speakAs(bot, { ...visitor, room })
    remember(visitor)
    return door.callerOf(account, from)
  }

  async function find(seq: number): Promise<NumberedMessage> {
    return numbered(seq, () => door.contract.numberedMessage(bot, { room, seq }))
  }

  async function own(visitor: Visitor, seq: number, what: 'edit' | 'delete'): Promise<NumberedMessage> {
    const message = await find(seq)
    if (message.author === visitor.account) return message
    if (message.text === undefined) throw unknownMessage(seq)
    throw refuse('access.denied', { detail: `Not authorized to ${what} this message` })
  }

  return {
    room,
    find,
    async send(visitor, content, from) {
      const caller = await speaker(visitor, from)
      const answer = await door.ask('message.send', caller, { room, text: content })
      const { message } = valueOf(answer) as { message: StandingMessage }
      return messageOf({ ...message, name: visitor.name })
    },
    async edit(visitor, seq, readContent, from) {
      const message = await own(visitor, seq, 'edit')
      if (message.text === undefined) throw unknownMessage(seq)
      const text = readContent()
      const caller = await speaker(visitor, from)
      await numbered(seq, () => door.ask('message.edit', caller, { room, message: message.id, text }))
      return messageOf({ ...message, text })
    },
    async remove(visitor, seq, from, again) {
      const message = await own(visitor, seq, 'delete')
      if (message.text === undefined && again === 'fine') return
      if (message.text === undefined) throw unknownMessage(seq)
      const caller = await speaker(visitor, from)
      await numbered(seq, () => door.ask('message.delete', caller, { room, message: message.id }))
    },
    scan: (wanted) => door.contract.scanMessages(bot, { room, ...wanted, ...showing }),
  }
}

/** Clients know a message by its number. */
const numbered = <T>(seq: number, work: () => Promise<T>): Promise<T> =>
  whereRefused(
    {
      'message.not-found': () => {
        throw unknownMessage(seq)
      },
    },
    work,
  )
