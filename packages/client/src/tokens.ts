import type { InputOf, OutputOf, Tokens } from '@hubbub/protocol'
import { ApiError } from './api-error.ts'
import type { Rest } from './rest.ts'
import type { ClientStorage } from './storage.ts'

/** An access token or API key, or a function that gets a fresh one from your own backend. */
export type TokenSource = string | (() => string | Promise<string>)

/** Where the connection's token comes from. */
export interface TokenKeeper {
  /** A token that should be good now; undefined when nobody is signed in. */
  current(): Promise<string | undefined>
  /** The server refused this one: get another. Undefined when there is none to be had. */
  after(refused: string): Promise<string | undefined>
}

/** A token that the app gives; one call at a time. */
export function givenTokens(source: TokenSource): TokenKeeper {
  if (typeof source === 'string') {
    return { current: async () => source, after: async () => undefined }
  }
  let asking: Promise<string> | undefined
  let known: string | undefined
  const ask = (): Promise<string> => {
    asking ??= Promise.resolve(source()).finally(() => {
      asking = undefined
    })
    return asking
  }
  return {
    current: async () => (known ??= await ask()),
    after: async (refused) => {
      if (known === refused) known = await ask()
      return known === refused ? undefined : known
    },
  }
}

export interface StoredSession {
  tokens: Tokens
  /** Epoch milliseconds, by this device's clock. */
  expiresAt: number
}

type SignedIn = OutputOf<'session.create'>

/** Refreshed so long before its end. */
const earlyMs = 60_000

/**
 * The session of somebody who signed in through the SDK. Its tokens live in the storage that all tabs share; a refresh
 * is made by one tab at a time, and the others find its result.
 */
export class SessionTokens implements TokenKeeper {
  readonly #key: string
  readonly #storage: ClientStorage
  readonly #rest: Rest
  readonly #now: () => number
  #refreshing: Promise<string | undefined> | undefined

  constructor(url: string, storage: ClientStorage, rest: Rest, now: () => number = Date.now) {
    this.#key = `hubbub:${url}:session`
    this.#storage = storage
    this.#rest = rest
    this.#now = now
  }

  async session(): Promise<StoredSession | undefined> {
    const text = await this.#storage.get(this.#key)
    return text === undefined ? undefined : (JSON.parse(text) as StoredSession)
  }

  async signIn(input: InputOf<'session.create'>): Promise<SignedIn> {
    return this.#keep(await this.#rest.ask('session.create', input))
  }

  async register(input: InputOf<'account.register'>): Promise<SignedIn> {
    return this.#keep(await this.#rest.ask('account.register', input))
  }

  async enterAsGuest(input: InputOf<'guest.create'>): Promise<SignedIn> {
    return this.#keep(await this.#rest.ask('guest.create', input))
  }

  async setUp(input: InputOf<'setup.complete'>): Promise<SignedIn> {
    return this.#keep(await this.#rest.ask('setup.complete', input))
  }

  async forget(): Promise<void> {
    await this.#storage.remove(this.#key)
  }

  async current(): Promise<string | undefined> {
    const session = await this.session()
    if (!session) return undefined
    if (session.expiresAt - earlyMs > this.#now()) return session.tokens.accessToken
    return this.#refresh(session.tokens.accessToken)
  }

  after(refused: string): Promise<string | undefined> {
    return this.#refresh(refused)
  }

  #refresh(outdated: string): Promise<string | undefined> {
    this.#refreshing ??= alone(`${this.#key}:refresh`, () => this.#refreshAlone(outdated)).finally(() => {
      this.#refreshing = undefined
    })
    return this.#refreshing
  }

  async #refreshAlone(outdated: string): Promise<string | undefined> {
    const session = await this.session()
    if (!session) return undefined
    // Another tab was quicker.
    if (session.tokens.accessToken !== outdated) return session.tokens.accessToken
    try {
      const tokens = await this.#rest.ask('session.refresh', { refreshToken: session.tokens.refreshToken })
      await this.#store(tokens)
      return tokens.accessToken
    } catch (failure) {
      if (failure instanceof ApiError && failure.status === 401) {
        await this.forget()
        return undefined
      }
      throw failure
    }
  }

  async #keep(signedIn: SignedIn): Promise<SignedIn> {
    await this.#store(signedIn.tokens)
    return signedIn
  }

  async #store(tokens: Tokens): Promise<void> {
    const session: StoredSession = { tokens, expiresAt: this.#now() + tokens.expiresIn * 1000 }
    await this.#storage.set(this.#key, JSON.stringify(session))
  }
}

/** Runs while no other tab does. Outside browsers there is one process, and `#refreshing` is enough. */
async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  return locks ? await locks.request(name, work) : work()
}
