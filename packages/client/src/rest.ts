import type { CommandName, InputOf, OutputOf } from '@hubbub/protocol'
import { ApiError, type Failure } from './api-error.ts'

/** The few commands that are asked before there is a token, and so before there is a socket. */
const paths = {
  'server.get': ['GET', '/v1/server'],
  'session.create': ['POST', '/v1/sessions'],
  'session.refresh': ['POST', '/v1/sessions/refresh'],
  'account.register': ['POST', '/v1/accounts'],
  'guest.create': ['POST', '/v1/guests'],
  'setup.complete': ['POST', '/v1/setup'],
  'link.check': ['POST', '/v1/links/check'],
  'password.reset': ['POST', '/v1/password-resets'],
} as const satisfies Partial<Record<CommandName, readonly ['GET' | 'POST', string]>>

export type RestCommand = keyof typeof paths

export interface Rest {
  ask<Name extends RestCommand>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>>
}

export function createRest(url: string, fetcher: typeof fetch = fetch): Rest {
  return {
    async ask(name, input) {
      const [method, path] = paths[name]
      const body =
        method === 'POST'
          ? { body: JSON.stringify(input), headers: { 'content-type': 'application/json' } }
          : {}
      const response = await fetcher(url + path, { method, credentials: 'omit', ...body }).catch(
        (cause: unknown) => {
          throw new ApiError({ code: 'client.network', title: 'The server could not be reached' }, { cause })
        },
      )
      const answer: unknown = await response.json().catch(() => undefined)
      if (response.ok) return answer as never
      throw new ApiError(problemOf(answer, response.status))
    },
  }
}

/** A proxy in between may answer anything. */
function problemOf(answer: unknown, status: number): Failure {
  if (typeof answer === 'object' && answer !== null && 'code' in answer) return answer as Failure
  return { code: 'client.network', title: `The server answered ${status}`, status }
}
