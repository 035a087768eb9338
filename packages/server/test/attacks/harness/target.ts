import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommandName, OutputOf, Role } from '@hubbub/protocol'
import { compose, type Running } from '../../../src/compose.ts'
import { configOf } from '../../../src/config/config.ts'
import { createAdmin } from '../../../src/core/accounts/signing-up/first-owner.ts'
import { type Answer, describe, resultOf, type Way, ways } from './answer.ts'
import { type ContentsReader, readContents } from './contents.ts'
import { type Evidence, gatherEvidence } from './evidence.ts'
import type { Fields } from './json-text.ts'
import { createRestClient, hasRoute, type RestClient } from './rest-client.ts'
import { enter, type Entered, type SocketClient } from './socket-client.ts'

/** A real server, whole, on a folder and a port of its own, and the ways to attack it. */
export interface Target {
  readonly url: string
  readonly port: number
  readonly metricsPort: number
  readonly folder: string
  readonly running: Running
  readonly rest: RestClient
  readonly evidence: Evidence
  readonly contents: ContentsReader
  person(username: string, more?: Fields): Promise<Person>
  admin(username: string, role?: 'owner' | 'admin'): Promise<Person>
  guest(displayName: string): Promise<Person>
  /** A bot with one key; `by` is an admin. */
  bot(by: Person, username: string, scopes: readonly string[]): Promise<Person>
  /** A client that has entered, one for each person. */
  socketOf(person: Person): Promise<SocketClient>
  enter(token: unknown, more?: { address?: string; headers?: Record<string, string> }): Promise<Entered>
  /** One command on one way. Without a person nobody asks, which sockets cannot. */
  ask(way: Way, person: Person | undefined, name: CommandName, fields?: Fields): Promise<Answer>
  /** The same on every way there is for it. */
  both(person: Person, name: CommandName, fields?: Fields): Promise<Answer[]>
  /** What must work for a case to begin, on whichever way. */
  must<N extends CommandName>(person: Person | undefined, name: N, fields?: Fields): Promise<OutputOf<N>>
  /** Stops and starts again on the same folder. */
  restart(more?: Readonly<Record<string, string>>): Promise<void>
  /** An address that nobody used yet. */
  nextAddress(): string
  stop(): Promise<void>
}

export interface Person {
  id: string
  username: string
  password: string
  token: string
  refreshToken: string
  session: string
  role: Role
}

/** Cheap hashes and wide bounds: a group that is about a bound sets it itself. */
const usual = {
  HUBBUB_PORT: '0',
  HUBBUB_HOST: '127.0.0.1',
  HUBBUB_METRICS_PORT: '0',
  HUBBUB_SIGNUP: 'open',
  HUBBUB_GUESTS: 'on',
  HUBBUB_LOG_LEVEL: 'debug',
  HUBBUB_LOG_FORMAT: 'json',
  HUBBUB_ARGON2_MEMORY: '8192',
  HUBBUB_ARGON2_PASSES: '1',
  HUBBUB_PASSWORD_QUEUE: '10000',
  // Each request can come from an address of its own, so that no bound by address is met unless it is wanted.
  HUBBUB_TRUSTED_PROXIES: '1',
  HUBBUB_RATE_REQUESTS: '100000',
  HUBBUB_RATE_REGISTER: '100000',
  HUBBUB_LIMIT_SOCKETS_ACCOUNT: '1000',
  HUBBUB_SHUTDOWN_TIME: '100ms',
}

export type Variables = Readonly<Record<string, string>>

export async function openTarget(variables: Variables = {}): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-attack-'))
  const evidence = gatherEvidence()
  let settings: Variables = { ...usual, HUBBUB_DATA: folder, ...variables }
  const nextAddress = addresses()

  const start = async () => {
    const config = configOf(settings)
    const running = await compose(config, evidence.options(config))
    const port = Number(new URL(running.urls[0] ?? '').port)
    return {
      running,
      port,
      rest: createRestClient(port, evidence, nextAddress),
      contents: readContents(folder),
    }
  }
  let now = await start()
  const sockets = new Map<string, Promise<SocketClient>>()
  const quit = async () => {
    for (const socket of sockets.values()) void socket.then(({ hand }) => hand.destroy()).catch(() => {})
    sockets.clear()
    now.rest.close()
    now.contents.close()
    await now.running.stop()
  }
  const must: Target['must'] = async (person, name, fields = {}) => {
    const way = hasRoute(name) ? 'rest' : 'socket'
    return resultOf(await target.ask(way, person, name, fields))
  }
  const signedIn = (answer: OutputOf<'account.register'>, password: string): Person => {
    const { account, tokens } = answer
    const { accessToken: token, refreshToken, session } = tokens
    evidence.plant(password, token, refreshToken)
    const { id, username, role } = account
    return { id, username, password, token, refreshToken, session, role }
  }

  const target: Target = {
    get url() {
      return `http://127.0.0.1:${now.port}`
    },
    get port() {
      return now.port
    },
    get metricsPort() {
      return Number(new URL(now.running.metricsUrl ?? '').port)
    },
    folder,
    get running() {
      return now.running
    },
    get rest() {
      return now.rest
    },
    evidence,
    get contents() {
      return now.contents
    },
    async person(username, more = {}) {
      const password = `${username} walks to the lighthouse`
      return signedIn(await must(undefined, 'account.register', { username, password, ...more }), password)
    },
    async admin(username, role = 'owner') {
      const password = `${username} keeps the lighthouse`
      await createAdmin(now.running.ports, { username, password, role })
      return signedIn(await must(undefined, 'session.create', { identifier: username, password }), password)
    },
    guest: async (displayName) => signedIn(await must(undefined, 'guest.create', { displayName }), ''),
    async bot(by, username, scopes) {
      const { id } = await must(by, 'bot.create', { username })
      const { secret } = await must(by, 'key.create', { bot: id, name: 'attack', scopes })
      evidence.plant(secret)
      return { id, username, password: '', token: secret, refreshToken: '', session: '', role: 'bot' }
    },
    socketOf(person) {
      const open = sockets.get(person.token)
      if (open) return open
      const opening = target.enter(person.token).then((entered) => {
        if ('refused' in entered) throw new Error(describe(entered.refused))
        const { client } = entered
        void client.hand.closed.then(() => sockets.delete(person.token))
        return client.saw('heads').then(() => client)
      })
      sockets.set(person.token, opening)
      return opening
    },
    enter: (token, { address = nextAddress(), headers } = {}) =>
      enter({ port: now.port, evidence, token, address, ...(headers ? { headers } : {}) }),
    async ask(way, person, name, fields = {}) {
      if (way === 'rest') return now.rest.ask(name, fields, person ? { token: person.token } : {})
      if (!person) throw new Error('nobody has a socket without a token')
      return (await target.socketOf(person)).ask(name, fields)
    },
    async both(person, name, fields = {}) {
      const open = ways.filter((way) => way === 'socket' || hasRoute(name))
      const answers: Answer[] = []
      for (const way of open) answers.push(await target.ask(way, person, name, fields))
      return answers
    },
    must,
    async restart(more = {}) {
      await quit()
      settings = { ...settings, ...more }
      now = await start()
    },
    nextAddress,
    async stop() {
      await quit()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return target
}

/** 10.0.0.1 and so on: sixteen million of them. */
function addresses(): () => string {
  let last = 0
  return () => {
    last += 1
    return `10.${(last >> 16) & 255}.${(last >> 8) & 255}.${last & 255}`
  }
}
