import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import {
  type CommandName,
  commands,
  errors,
  type ErrorCode,
  type Head,
  type InputOf,
  type OutputOf,
  type Problem,
} from '@hubbub/protocol'
import { createValidators } from '@hubbub/protocol/validate'
import { Server, type Socket } from 'socket.io'
import { ids } from './rows.ts'

/** A server that says what the test tells it to, in the words of the catalogue and no others. */
export interface ScriptedServer {
  readonly url: string
  /** How a command is answered from now on; what it throws with `refuse` is the problem. */
  answer<N extends CommandName>(
    name: N,
    how: (input: InputOf<N>, visit: Visit) => OutputOf<N> | Promise<OutputOf<N>>,
  ): void
  /** Everything that was asked, in order, on sockets and over REST. */
  readonly asked: { name: CommandName; input: object }[]
  /** The inputs of one command. */
  askedFor<N extends CommandName>(name: N): InputOf<N>[]
  /** Waits until a command was asked so many times. */
  wasAsked(name: CommandName, times?: number): Promise<void>
  /** Where the feeds stand, and for whom, when somebody comes; undefined: the server is silent. */
  greeting: { account: string; heads: Head[] } | undefined
  /** Judges the token of who comes. */
  admit: (token: unknown) => Problem | undefined
  /** Waits for the next connection that is let in; those that came already count, each once. */
  visit(): Promise<Visit>
  /** How many came, let in or not. */
  readonly attempts: number
  /** Waits for the next that is not let in. */
  turnedAway(): Promise<unknown>
  stop(): Promise<void>
  /** On the same port. */
  start(): Promise<void>
}

export interface Visit {
  readonly token: unknown
  tell(event: string, payload: object): void
  /** Cuts the line. */
  drop(): void
  /** Closes it with Socket.IO's own packet, as a server does that ends a session. */
  end(): void
  gone: Promise<void>
}

const validators = createValidators()

export function refuse(code: ErrorCode, more: Partial<Problem> = {}): Problem {
  return { type: `about:${code}`, code, ...errors[code], ...more }
}

type How = (input: never, visit: Visit) => unknown

export async function startScriptedServer(t: TestContext): Promise<ScriptedServer> {
  const answers = new Map<CommandName, How>()
  const visits = createQueue<Visit>()
  const refusals = createQueue<unknown>()
  const watchers = new Set<() => void>()
  let running: { http: HttpServer; io: Server } | undefined
  let port = 0

  /** Answers what the script says; anything that is not in the catalogue fails the test. */
  async function carryOut(name: CommandName, input: object, visit: Visit): Promise<unknown> {
    assert.deepEqual(validators.input(name, input), [], `the input of ${name}`)
    server.asked.push({ name, input })
    for (const look of watchers) look()
    const how = answers.get(name)
    assert.ok(how, `${name} was not expected`)
    const output = await how(input as never, visit)
    assert.deepEqual(validators.output(name, output), [], `the answer of ${name}`)
    return output
  }

  function welcome(socket: Socket): void {
    const visit = visitOf(socket)
    socket.onAny((name: CommandName, input: object, ack: (answer: unknown) => void) => {
      void carryOut(name, input, visit).then(
        (result) => ack({ ok: true, result }),
        (refusal: unknown) => {
          if (!isProblem(refusal)) throw refusal
          ack({ ok: false, error: refusal })
        },
      )
    })
    if (server.greeting) visit.tell('heads', server.greeting)
    visits.put(visit)
  }

  const server: ScriptedServer = {
    get url() {
      return `http://127.0.0.1:${port}`
    },
    answer: (name, how) => void answers.set(name, how as unknown as How),
    asked: [],
    askedFor: (name) =>
      server.asked.filter((one) => one.name === name).map(({ input }) => input) as InputOf<typeof name>[],
    wasAsked: (name, times = 1) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (server.askedFor(name).length < times) return
          watchers.delete(look)
          resolve()
        }
        watchers.add(look)
        look()
      }),
    greeting: { account: ids.ada, heads: [] },
    admit: () => undefined,
    visit: visits.take,
    attempts: 0,
    turnedAway: refusals.take,
    async start() {
      const http = createServer((request, response) => {
        const reply = replyTo(request, carryOut).then(({ status, body }) => {
          response.writeHead(status, { 'content-type': 'application/json' }).end(body)
        })
        void reply.catch((failure: unknown) => {
          response.destroy()
          throw failure
        })
      })
      const io = new Server(http, { serveClient: false })
      io.of('/v1').use((socket, enter) => {
        const { token } = socket.handshake.auth as { token?: unknown }
        Object.assign(server, { attempts: server.attempts + 1 })
        const problem = server.admit(token)
        enter(problem && Object.assign(new Error(problem.title), { data: problem }))
        if (problem) refusals.put(token)
      })
      io.of('/v1').on('connection', welcome)
      http.listen(port, '127.0.0.1')
      await once(http, 'listening')
      port = (http.address() as AddressInfo).port
      running = { http, io }
    },
    async stop() {
      await running?.io.close()
      running?.http.closeAllConnections()
      running = undefined
    },
  }
  await server.start()
  t.after(() => server.stop())
  return server
}

function visitOf(socket: Socket): Visit {
  return {
    token: (socket.handshake.auth as { token?: unknown }).token,
    tell(event, payload) {
      assert.deepEqual(validators.event(event, payload), [], `the event ${event}`)
      socket.emit(event, payload)
    },
    drop: () => socket.conn.close(),
    end: () => void socket.disconnect(true),
    gone: new Promise((resolve) => socket.once('disconnect', () => resolve())),
  }
}

/** What is made before it is waited for is kept, in order. */
function createQueue<T>(): { put(one: T): void; take(): Promise<T> } {
  const kept: T[] = []
  const waiting: ((one: T) => void)[] = []
  return {
    put(one) {
      const next = waiting.shift()
      if (next) next(one)
      else kept.push(one)
    },
    take: () =>
      new Promise((resolve) => {
        const [one] = kept.splice(0, 1)
        if (one === undefined) waiting.push(resolve)
        else resolve(one)
      }),
  }
}

const isProblem = (thrown: unknown): thrown is Problem => (thrown as Problem).code in errors

type CarryOut = (name: CommandName, input: object, visit: Visit) => Promise<unknown>

async function replyTo(
  request: IncomingMessage,
  carryOut: CarryOut,
): Promise<{ status: number; body: string }> {
  const path = request.url ?? ''
  const name = (Object.keys(commands) as CommandName[]).find((one) => {
    const command = commands[one]
    return 'http' in command && command.http.path === path && command.http.method === request.method
  })
  if (!name) return { status: 502, body: 'a proxy speaks' }
  let text = ''
  for await (const chunk of request) text += String(chunk)
  try {
    const output = await carryOut(name, text ? (JSON.parse(text) as object) : {}, overRest)
    return { status: 200, body: JSON.stringify(output) }
  } catch (refusal) {
    if (!isProblem(refusal)) throw refusal
    return { status: refusal.status, body: JSON.stringify(refusal) }
  }
}

const overRest: Visit = {
  token: undefined,
  tell: () => assert.fail('there is nobody to tell'),
  drop: () => {},
  end: () => {},
  gone: new Promise(() => {}),
}
