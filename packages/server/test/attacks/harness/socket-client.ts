import type { Problem } from '@hubbub/protocol'
import { type Answer, describe } from './answer.ts'
import type { Evidence } from './evidence.ts'
import { type Fields, objectText } from './json-text.ts'
import { type HandSocket, isOpen, openWebSocket, type Refused } from './web-socket.ts'

export interface Event {
  name: string
  payload: Record<string, unknown>
}

/** A client of the native namespace whose every packet can be written by hand. */
export interface SocketClient {
  readonly hand: HandSocket
  readonly id: string
  readonly events: readonly Event[]
  ask(name: string, fields?: Fields): Promise<Answer>
  /** The arguments of an event as JSON text; `["message.send",1,2]` for three. */
  askText(args: string): Promise<Answer>
  /** The next event that fits, also one that came already; undefined when the connection ended before. */
  saw(name: string, fits?: (payload: Record<string, unknown>) => boolean): Promise<Event | undefined>
  /** Everything that was on its way when this was called has come: the server answers in order. */
  settled(): Promise<void>
  close(): Promise<void>
}

export interface Entering {
  port: number
  evidence: Evidence
  token?: unknown
  address?: string
  namespace?: string
  headers?: Readonly<Record<string, string>>
}

/** What came of entering: a client, or the refusal and what it said. */
export type Entered = { client: SocketClient } | { refused: Answer }

export async function enter(entering: Entering): Promise<Entered> {
  const { port, evidence, token, address, namespace = '/v1' } = entering
  const headers = { ...(address ? { 'X-Forwarded-For': address } : {}), ...entering.headers }
  const hand = await openWebSocket({ port, headers })
  if (!isOpen(hand)) return { refused: refusedUpgrade(hand, evidence) }
  await hand.got('0{')
  hand.send(`40${namespace},${objectText(token === undefined ? {} : { token })}`)
  const came = await nextOf(hand, [`40${namespace},`, `44${namespace},`])
  if (came?.startsWith('40')) return { client: clientOn(hand, namespace, evidence, came) }
  const text = came?.slice(came.indexOf('{')) ?? ''
  evidence.saw(text, true)
  const problem = (came === undefined ? undefined : JSON.parse(text).data) as Problem | undefined
  hand.destroy()
  return { refused: socketAnswer(`enter ${namespace}`, problem?.status ?? 0, problem, undefined, text) }
}

async function nextOf(hand: HandSocket, starts: readonly string[]): Promise<string | undefined> {
  return Promise.any(
    starts.map(async (start) => (await hand.got(start)) ?? Promise.reject(new Error('closed'))),
  ).catch(() => undefined)
}

function refusedUpgrade({ status, text }: Refused, evidence: Evidence): Answer {
  evidence.saw(text, true)
  const body = text.slice(text.indexOf('\n{') + 1)
  const problem = body.startsWith('{') ? (JSON.parse(body) as Problem) : undefined
  return socketAnswer('upgrade', status, problem, undefined, text)
}

function socketAnswer(
  asked: string,
  status: number,
  problem: Problem | undefined,
  result: unknown,
  text: string,
): Answer {
  return { way: 'socket', asked, status, code: problem?.code, problem, result, text, headers: {} }
}

function clientOn(hand: HandSocket, namespace: string, evidence: Evidence, opening: string): SocketClient {
  const events: Event[] = []
  const asked = new Map<string, (text: string | undefined) => void>()
  const looking: (() => void)[] = []
  let over = false
  let last = 0

  const wake = () => {
    for (const one of looking.splice(0)) one()
  }
  hand.taker = (text) => {
    const [, kind, id = '', json = ''] = packetForm.exec(text) ?? []
    if (kind === '3' && asked.has(id)) {
      asked.get(id)?.(json.slice(1, -1))
      asked.delete(id)
      return true
    }
    if (kind !== '2') return false
    const [name, payload] = JSON.parse(json) as [string, Record<string, unknown>]
    events.push({ name, payload })
    wake()
    return true
  }
  // What came together with the opening was kept before anybody looked.
  hand.texts.splice(0).forEach((text) => hand.taker?.(text) || hand.texts.push(text))
  void hand.closed.then(({ reason }) => {
    over = true
    evidence.saw(reason, true)
    for (const answer of asked.values()) answer(undefined)
    wake()
  })

  const client: SocketClient = {
    hand,
    id: opening,
    events,
    ask: (name, fields) =>
      client.askText(fields === undefined ? `["${name}"]` : `["${name}",${objectText(fields)}]`),
    async askText(args) {
      const id = String((last += 1))
      const text = await new Promise<string | undefined>((resolve) => {
        asked.set(id, resolve)
        if (over) resolve(undefined)
        else hand.send(`42${namespace},${id}${args}`)
      })
      return answerOf(args, text, evidence)
    },
    async saw(name, fits = () => true) {
      for (;;) {
        const found = events.find((event) => event.name === name && fits(event.payload))
        if (found || over) return found
        await new Promise<void>((resolve) => looking.push(resolve))
      }
    },
    async settled() {
      const answer = await client.ask('feed.heads')
      if (answer.code) throw new Error(describe(answer))
    },
    async close() {
      hand.destroy()
      await hand.closed
    },
  }
  return client
}

const packetForm = /^4([23])\/v1,(\d*)(\[.*\])$/s

function answerOf(args: string, text: string | undefined, evidence: Evidence): Answer {
  const asked = args.slice(0, 300)
  if (text === undefined) return socketAnswer(asked, 0, undefined, undefined, 'the connection was closed')
  const ack = JSON.parse(text) as { ok: true; result: unknown } | { ok: false; error: Problem }
  evidence.saw(text, !ack.ok)
  return ack.ok
    ? socketAnswer(asked, 200, undefined, ack.result, text)
    : socketAnswer(asked, ack.error.status, ack.error, undefined, text)
}
