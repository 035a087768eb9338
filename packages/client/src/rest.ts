import type { CommandName, InputOf, OutputOf } from '@hubbub/protocol'
import { ApiError, localError } from './api-error.ts'
import type { AskOptions } from './connection.ts'

/** The few commands that are asked before there is a token, and so before there is a socket. */
const paths = {
  'server.get': 'server',
  'session.create': 'sessions',
  'session.refresh': 'sessions/refresh',
  'account.register': 'accounts',
  'guest.create': 'guests',
  'setup.complete': 'setup',
  'link.check': 'links/check',
  'password.reset': 'password-resets',
} as const satisfies Partial<Record<CommandName, string>>

export type RestCommand = keyof typeof paths

export interface Rest {
  ask<Name extends RestCommand>(
    name: Name,
    input: InputOf<Name>,
    options?: AskOptions,
  ): Promise<OutputOf<Name>>
}

export function createRest(url: string): Rest {
  return {
    async ask(name, input, { signal, timeoutMs = 15_000 } = {}) {
      const late = AbortSignal.timeout(timeoutMs)
      const request: RequestInit = {
        credentials: 'omit',
        signal: signal ? AbortSignal.any([signal, late]) : late,
      }
      if (name !== 'server.get') {
        request.method = 'POST'
        request.headers = { 'content-type': 'application/json' }
        request.body = JSON.stringify(input)
      }
      try {
        const response = await fetch(`${url}/v1/${paths[name]}`, request)
        const answer: unknown = await response.json()
        if (response.ok) return answer as never
        // A proxy in between may answer anything.
        const title = `The server answered ${response.status}`
        throw new ApiError({ code: 'client.network', title, status: response.status, ...(answer as object) })
      } catch (failure) {
        if (failure instanceof ApiError) throw failure
        if (signal?.aborted) throw localError('client.aborted', signal.reason)
        throw localError(late.aborted ? 'client.timeout' : 'client.network', failure)
      }
    },
  }
}
