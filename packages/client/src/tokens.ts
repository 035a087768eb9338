import type { InputOf, OutputOf, Tokens } from '@hubbub/protocol'
import { asApiError, localError } from './api-error.ts'
import type { ClientClock } from './clock.ts'
import type { AskOptions } from './connection.ts'
import type { Rest } from './rest.ts'
import type { ClientStorage } from './storage.ts'

/** An access token or API key, or a function that gets a fresh one from your own backend. */
export type TokenSource = string | (() => string | Promise<string>)

/** Where the connection's token comes from. */
export interface TokenKeeper {
  /** A token that should be good now; undefined when nobody is signed in. Rejects when it cannot be told right now. */
  current(): Promise<string | undefined>
  /** The server refused this one: get another. Undefined when there is none to be had. */
  after(refused: string): Promise<string | undefined>
  /** Milliseconds until `current` gives a newer one; a connection that lasts longer is given that. */
  freshFor?(): Promise<number | undefined>
  /** Whose token it is, where that is known without the server. */
  account?(): Promise<string | undefined>
}

/** A token that the app gives; its function is called again when the server refuses what it gave, one call at a time. */
export function givenTokens(source: TokenSource): TokenKeeper {
  let known = typeof source === 'string' ? source : undefined
  let asking: Promise<string> | undefined
  const ask = async (): Promise<string | undefined> => {
    if (typeof source === 'string') return undefined
    asking ??= Promise.resolve(source()).finally(() => {
      asking = undefined
    })
    known = await asking
    return known
  }
  return {
    current: async () => known ?? ask(),
    after: async (refused) => {
      const other = known === refused ? await ask() : known
      return other === refused ? undefined : other
    },
  }
}

export interface StoredSession {
  tokens: Tokens
  /** Epoch milliseconds, by this device's clock. */
  expiresAt: number
}

export type SignedIn = OutputOf<'session.create'>
type SignInCommand = 'session.create' | 'account.register' | 'guest.create' | 'setup.complete'

/** The longest that a timer takes. */
const longestMs = 2 ** 31 - 1

/**
 * The session of somebody who signed in through the SDK. Its tokens live in the storage that all tabs share; a refresh
 * is made by one tab at a time, and the others find its result.
 */
export class SessionTokens implements TokenKeeper {
  readonly #key: string
  readonly #storage: ClientStorage
  readonly #rest: Rest
  readonly #clock: ClientClock
  #refreshing: Promise<string | undefined> | undefined

  constructor(url: string, storage: ClientStorage, rest: Rest, clock: ClientClock) {
    this.#key = `hubbub:${url}:session`
    this.#storage = storage
    this.#rest = rest
    this.#clock = clock
  }

  async session(): Promise<StoredSession | undefined> {
    try {
      return JSON.parse((await this.#storage.get(this.#key)) ?? '') as StoredSession
    } catch {
      // Nothing stored, or nothing of ours.
      return undefined
    }
  }

  async signIn<Name extends SignInCommand>(
    name: Name,
    input: InputOf<Name>,
    options?: AskOptions,
  ): Promise<SignedIn> {
    const signedIn: SignedIn = await this.#rest.ask(name, input, options)
    await this.#store(signedIn.tokens)
    return signedIn
  }

  forget(): Promise<void> {
    return this.#storage.remove(this.#key)
  }

  async account(): Promise<string | undefined> {
    return (await this.session())?.tokens.account
  }

  async freshFor(): Promise<number | undefined> {
    const session = await this.session()
    // A tenth of its life before its end.
    return (
      session && Math.min(session.expiresAt - session.tokens.expiresIn * 100 - this.#clock.now(), longestMs)
    )
  }

  async current(): Promise<string | undefined> {
    const token = (await this.session())?.tokens.accessToken
    return token !== undefined && ((await this.freshFor()) ?? 0) <= 0 ? this.after(token) : token
  }

  after(refused: string): Promise<string | undefined> {
    this.#refreshing ??= alone(`${this.#key}:refresh`, () => this.#refresh(refused)).finally(() => {
      this.#refreshing = undefined
    })
    return this.#refreshing
  }

  async #refresh(outdated: string): Promise<string | undefined> {
    const tokens = (await this.session())?.tokens
    // Signed out meanwhile, or another tab was quicker.
    if (tokens?.accessToken !== outdated) return tokens?.accessToken
    try {
      const fresh = await this.#rest.ask('session.refresh', { refreshToken: tokens.refreshToken })
      await this.#store(fresh)
      return fresh.accessToken
    } catch (failure) {
      const { status, code } = asApiError(failure)
      if (status !== 401 && code !== 'account.disabled') throw failure
      await this.forget()
      return undefined
    }
  }

  async #store(tokens: Tokens): Promise<void> {
    const session: StoredSession = { tokens, expiresAt: this.#clock.now() + tokens.expiresIn * 1000 }
    await this.#storage.set(this.#key, JSON.stringify(session)).catch((failure: unknown) => {
      throw localError('client.storage', failure)
    })
  }
}

/** Runs while no other tab does. Where there are no locks there is one process, and `#refreshing` is enough. */
async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  return locks ? await locks.request(name, work) : work()
}
