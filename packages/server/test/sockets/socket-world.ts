import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import type { CommandName, InputOf, OutputOf, Problem } from '@hubbub/protocol'
import { createValidators } from '@hubbub/protocol/validate'
import { io, type Socket } from 'socket.io-client'
import { ensureGeneral } from '../../src/core/accounts/signing-up/general-room.ts'
import { jsonOf } from '../../src/core/encoded.ts'
import { type Core, createCore } from '../../src/core/index.ts'
import type { Ports } from '../../src/core/ports/ports.ts'
import type { Storage } from '../../src/core/ports/store.ts'
import { createHandClock, type HandClock } from '../../src/fan-out/contract/hand-clock.ts'
import type { HubBounds, NodeHub } from '../../src/fan-out/hub.ts'
import { clientKey } from '../../src/core/client-key.ts'
import { createAddressReader } from '../../src/http/guards/client-address.ts'
import { createHostCheck, namesOneHost } from '../../src/http/guards/host-check.ts'
import { createOriginCheck } from '../../src/http/guards/origin-check.ts'
import type { RealtimeLimits, RealtimeOptions } from '../../src/realtime/options.ts'
import { createRealtime, type Realtime } from '../../src/realtime/realtime.ts'
import { corePorts } from '../core-ports.ts'

/** A whole server as its sockets see it: real core, tokens, hub, HTTP server and clients; a clock one turns by hand. */
export interface SocketWorld {
  url: string
  port: number
  http: Server
  ports: Ports
  core: Core
  hub: NodeHub
  realtime: Realtime
  clock: HandClock
  /** What was logged, in order. */
  log: LogLine[]
  /** Waits until something was logged, also if it was already; gives the line. */
  logged(what: string): Promise<LogLine>
  person(username: string): Promise<Person>
  /** Asks the core past all sockets. */
  ask<N extends CommandName>(person: Person, name: N, input: InputOf<N>): Promise<OutputOf<N>>
  connect(person: Pick<Person, 'token'>, options?: ConnectOptions): Promise<Client>
  /** A connection that must be refused; gives the problem. */
  refused(auth: Record<string, unknown>, options?: ConnectOptions): Promise<Problem>
}

export interface Person {
  account: string
  username: string
  token: string
  session: string
}

export interface ConnectOptions {
  transports?: ('polling' | 'websocket')[]
  namespace?: string
  headers?: Record<string, string>
}

export interface Client {
  socket: Socket
  /** What came, in order. */
  events: [string, unknown][]
  ask<N extends CommandName>(name: N, input?: unknown): Promise<Ack<OutputOf<N>>>
  /** Waits until an event came that fits, also among those that came already. */
  saw<T = Record<string, unknown>>(name: string, fits?: (payload: T) => boolean): Promise<T>
}

export type Ack<T> = { ok: true; result: T } | { ok: false; error: Problem }

export type LogLine = [string, ...unknown[]]

export const passwordOf = (username: string): string => `${username} walks to the lighthouse`

export const both = [['polling'], ['websocket']] as const

const limits: RealtimeLimits = {
  frameBytes: 256 * 1024,
  jsonDepth: 32,
  jsonNodes: 5_000,
  socketsPerAccount: 20,
  waitingSocketsPerAddress: 50,
  anonymousSockets: 5_000,
  outboundBytes: 1024 * 1024,
  outboundMs: 10_000,
  connectMs: 5_000,
}

export interface WorldOptions {
  limits?: Partial<RealtimeLimits>
  requestsPerSecond?: number
  allowedOrigins?: string[]
  options?: Partial<RealtimeOptions>
  storage?: Storage
  hubBounds?: HubBounds
}

export async function openSocketWorld(t: TestContext, given: WorldOptions = {}): Promise<SocketWorld> {
  const clock = createHandClock()
  const { storage, hubBounds } = given
  const { ports, hub } = corePorts({ clock, storage, hubBounds })
  const core = createCore(ports)
  await ensureGeneral(ports)
  const { log, logged, line } = createLog()
  const http = createServer((_request, response) => response.writeHead(404).end())
  const realtime = createRealtime(optionsOf({ ports, hub, core, line }, given))
  realtime.attach(http)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  t.after(async () => {
    const closed = realtime.close()
    // Clients that read nothing any more are not waited for.
    clock.pass(1_000)
    await closed
    http.closeAllConnections()
    await new Promise((done) => http.close(done))
  })
  const visitor = { account: undefined, address: '127.0.0.1' } as const

  return {
    url,
    port,
    http,
    ports,
    core,
    hub,
    realtime,
    clock,
    log,
    logged,
    async person(username) {
      const input = { username, password: passwordOf(username) }
      const { account, tokens } = parsed<OutputOf<'account.register'>>(
        await core.ask('account.register', visitor, input),
      )
      const claims = await ports.tokens.verify(tokens.accessToken)
      assert.ok(claims !== undefined && claims !== 'expired')
      return { account: account.id, username, token: tokens.accessToken, session: claims.session }
    },
    async ask(person, name, input) {
      const caller = {
        account: person.account,
        role: 'member',
        session: person.session,
        address: '::1',
      } as const
      return parsed(await core.ask(name, caller, input))
    },
    async connect({ token }, options = {}) {
      const client = clientOf(open(t, url, { token }, options))
      if ((options.namespace ?? '/v1') === '/v1') await client.saw('heads')
      else await heard(client.socket, 'connect')
      return client
    },
    async refused(auth, options = {}) {
      const error = await heard<Error & { data: Problem }>(open(t, url, auth, options), 'connect_error')
      return error.data
    },
  }
}

function heard<T>(socket: Socket, event: string): Promise<T> {
  return new Promise((resolve) => socket.once(event, resolve))
}

function createLog() {
  const log: LogLine[] = []
  const waiting = new Set<() => void>()
  return {
    log,
    line:
      (what: string) =>
      (...facts: unknown[]) => {
        log.push([what, ...facts])
        for (const look of waiting) look()
      },
    logged: (what: string) =>
      new Promise<LogLine>((resolve) => {
        const look = () => {
          const found = log.find(([is]) => is === what)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
  }
}

const parsed = <T>(answer: unknown): T => JSON.parse(jsonOf(answer)) as T

function open(t: TestContext, url: string, auth: Record<string, unknown>, options: ConnectOptions): Socket {
  const { transports = ['websocket'], namespace = '/v1', headers } = options
  const socket = io(`${url}${namespace}`, {
    auth,
    transports,
    reconnection: false,
    forceNew: true,
    ...(headers ? { extraHeaders: headers } : {}),
  })
  t.after(() => void socket.disconnect())
  return socket
}

function clientOf(socket: Socket): Client {
  const events: [string, unknown][] = []
  const waiting = new Set<() => void>()
  socket.onAny((name: string, payload: unknown) => {
    events.push([name, payload])
    for (const look of waiting) look()
  })
  return {
    socket,
    events,
    ask: (name, input = {}) => socket.emitWithAck(name, input),
    async saw<T>(name: string, fits: (payload: T) => boolean = () => true): Promise<T> {
      const found = () => events.find(([is, payload]) => is === name && fits(payload as T))
      while (!found()) {
        await new Promise<void>((resolve) => {
          const look = () => {
            waiting.delete(look)
            resolve()
          }
          waiting.add(look)
        })
      }
      return found()?.[1] as T
    },
  }
}

interface Around {
  ports: Ports
  hub: NodeHub
  core: Core
  line: (what: string) => (...facts: unknown[]) => void
}

function optionsOf({ ports, hub, core, line }: Around, given: WorldOptions): RealtimeOptions {
  const standing = {
    loopbackOnly: true,
    publicUrl: null,
    allowedHosts: [],
    allowedOrigins: given.allowedOrigins ?? [],
  }
  const validators = createValidators()
  return {
    core,
    ports,
    hub,
    limits: { ...limits, ...given.limits },
    rates: { requestsPerSecond: given.requestsPerSecond ?? 10_000 },
    gate: {
      addressOf: createAddressReader(0),
      clientOf: clientKey,
      namesOneHost,
      isServed: createHostCheck(standing),
      originOf: createOriginCheck(standing),
    },
    watch: {
      connected: line('connected'),
      disconnected: line('disconnected'),
      refused: line('refused'),
      answered: () => {},
      commandRefused: line('command refused'),
      rateLimited: line('rate limited'),
      slowReaderTold: line('slow reader'),
      failed: line('failed'),
    },
    onAnswer: (name, json) => assert.deepEqual(validators.output(name, JSON.parse(json)), [], name),
    onFrame: (event, json) => assert.deepEqual(validators.event(event, JSON.parse(json)), [], event),
    ...given.options,
  }
}
