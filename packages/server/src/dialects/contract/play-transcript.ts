import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { type ClientKind, connect, type OlderClient, refusedAt } from './older-clients.ts'
import { openWorld, type OlderWorld, type WorldOptions } from './older-world.ts'

/**
 * A conversation with one of the older services, as its clients see it. In texts `<id ada>` stands for 24 hex digits,
 * `<time now>` for an instant, `<token t>` for any text without a space and `<number n>` for a whole number: the first
 * that stands there is remembered under its name and has to be the same, or is put in, wherever the name stands again.
 */
export interface Transcript {
  tells: string
  environment?: Record<string, string>
  steps: readonly Step[]
}

type Step =
  /** `POST /users`, with what is sent and what must come back. */
  | {
      ask: string
      headers?: Record<string, string>
      send?: unknown
      status: number
      /** What must be in the body; left out: it must be empty. */
      body?: unknown
      /** Headers that must be there. */
      with?: Record<string, string>
    }
  /** A socket of that name comes in, or is refused with these words. */
  | { connect: string; namespace?: string; auth?: Record<string, unknown>; refused?: string }
  /** It sends an event; with `answer`, asks for an acknowledgement with these arguments. */
  | { emit: string; event: string; payload?: unknown; answer?: unknown[] }
  /** These sockets hear this next among the events of that name. */
  | { hear: string; by: readonly string[]; payload: unknown }
  /** These sockets have heard nothing but what was said. */
  | { silent: readonly string[] }

export async function playTranscript(
  t: TestContext,
  transcript: Transcript,
  kind: ClientKind,
  options: WorldOptions = {},
): Promise<void> {
  const { environment, steps } = transcript
  const world = await openWorld(t, { environment, ...options })
  const play = new Play(t, world, kind)
  for (const [place, step] of steps.entries()) {
    try {
      await play.step(step)
    } catch (error) {
      throw new Error(`step ${place + 1}: ${JSON.stringify(step)}: ${(error as Error).message}`, {
        cause: error,
      })
    }
  }
}

class Play {
  readonly #t: TestContext
  readonly #world: OlderWorld
  readonly #kind: ClientKind
  readonly #sockets = new Map<string, OlderClient>()
  /** How much each socket has been told that the transcript knows of. */
  readonly #known = new Map<string, number>()
  readonly #names = new Map<string, string>()

  constructor(t: TestContext, world: OlderWorld, kind: ClientKind) {
    this.#t = t
    this.#world = world
    this.#kind = kind
  }

  async step(step: Step): Promise<void> {
    if ('ask' in step) return this.#ask(step)
    if ('connect' in step) return this.#connect(step)
    if ('emit' in step) return this.#emit(step)
    if ('hear' in step) return this.#hear(step)
    for (const name of step.silent) {
      const socket = this.#socket(name)
      await socket.caughtUp()
      assert.equal(socket.heard.length, this.#known.get(name) ?? 0, JSON.stringify(socket.heard))
    }
  }

  async #ask(step: Extract<Step, { ask: string }>): Promise<void> {
    const [method = '', path = ''] = (this.#filled(step.ask) as string).split(' ')
    const answer = await this.#world.ask(method, path, {
      ...('send' in step ? { body: this.#filled(step.send) } : {}),
      headers: this.#filled(step.headers ?? {}) as Record<string, string>,
    })
    assert.equal(answer.status, step.status, answer.text)
    if ('body' in step) this.#match(answer.json, step.body)
    else assert.equal(answer.text, '')
    for (const [name, value] of Object.entries(step.with ?? {})) this.#match(answer.headers[name], value)
  }

  async #connect({
    connect: name,
    namespace,
    auth,
    refused,
  }: Extract<Step, { connect: string }>): Promise<void> {
    const given = {
      kind: this.#kind,
      ...(namespace === undefined ? {} : { namespace }),
      ...(auth ? { auth: this.#filled(auth) as Record<string, unknown> } : {}),
    }
    if (refused !== undefined) return assert.equal(await refusedAt(this.#world.url, given), refused)
    this.#sockets.set(name, await connect(this.#t, this.#world.url, given))
  }

  async #emit({ emit, event, payload, answer }: Extract<Step, { emit: string }>): Promise<void> {
    const socket = this.#socket(emit)
    const sent = payload === undefined ? [] : [this.#filled(payload)]
    if (answer === undefined) return socket.emit(event, ...sent)
    this.#match(await socket.ask(event, ...sent), answer)
  }

  async #hear({ hear, by, payload }: Extract<Step, { hear: string }>): Promise<void> {
    for (const name of by) {
      this.#match(await this.#socket(name).next(hear), payload)
      this.#known.set(name, (this.#known.get(name) ?? 0) + 1)
    }
  }

  #socket(name: string): OlderClient {
    return this.#sockets.get(name) ?? assert.fail(`no socket is called ${name}`)
  }

  /** Names that are known replaced by what they stand for. */
  #filled(value: unknown): unknown {
    if (typeof value === 'string') {
      return value.replace(
        placeholder,
        (whole) => this.#names.get(whole) ?? assert.fail(`${whole} is not known`),
      )
    }
    if (Array.isArray(value)) return value.map((item) => this.#filled(item))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.#filled(inner)]))
  }

  /** Equal in everything; a placeholder is bound where it stands first. */
  #match(actual: unknown, expected: unknown): void {
    assert.deepEqual(actual, this.#bound(actual, expected))
  }

  #bound(actual: unknown, expected: unknown): unknown {
    if (typeof expected === 'string') return this.#boundText(actual, expected)
    if (Array.isArray(expected)) {
      return expected.map((item, place) =>
        this.#bound(Array.isArray(actual) ? actual[place] : undefined, item),
      )
    }
    if (typeof expected !== 'object' || expected === null) return expected
    const fields = (actual ?? {}) as Record<string, unknown>
    return Object.fromEntries(
      Object.entries(expected).map(([key, inner]) => [key, this.#bound(fields[key], inner)]),
    )
  }

  #boundText(actual: unknown, expected: string): unknown {
    const [whole, sort = ''] = new RegExp(`^${placeholder.source}$`).exec(expected) ?? []
    if (whole !== undefined && !this.#names.has(whole) && forms[sort]?.test(String(actual)) === true)
      this.#names.set(whole, String(actual))
    if (whole !== undefined && sort === 'number') return Number(this.#names.get(whole) ?? Number.NaN)
    return expected.replace(placeholder, (name) => this.#names.get(name) ?? name)
  }
}

const placeholder = /<(id|time|token|number) [\w-]+>/g

const forms: Record<string, RegExp> = {
  id: /^[0-9a-f]{24}$/,
  time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  token: /^\S+$/,
  number: /^-?\d+$/,
}
