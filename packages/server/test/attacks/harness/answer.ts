import assert from 'node:assert/strict'
import { type ErrorCode, errors, type Problem } from '@hubbub/protocol'

export type Way = 'rest' | 'socket'
export const ways: readonly Way[] = ['rest', 'socket']

/** What one attempt came to, on either way. */
export interface Answer {
  way: Way
  /** What was asked, for the message of a test that fails. */
  asked: string
  status: number
  /** Undefined: it was done. */
  code: ErrorCode | undefined
  problem: Problem | undefined
  /** What was answered where it was done. */
  result: unknown
  text: string
  headers: Readonly<Record<string, string | string[] | undefined>>
}

/** Refusals that come with a server error's status, as documented. */
const documented5xx: ReadonlySet<string> = new Set([
  'busy',
  'unavailable',
  'query.too-slow',
  'quota.exceeded',
])

/** Refused, clearly: with one of these codes, and with the status the catalogue gives to it. */
export function assertRefused(answer: Answer, ...codes: ErrorCode[]): void {
  const said = describe(answer)
  assert.ok(answer.code !== undefined, `must be refused: ${said}`)
  assert.ok(codes.includes(answer.code), `must be refused as ${codes.join(' or ')}: ${said}`)
  assert.ok(isStatusOf(answer), said)
}

/** HTTP has statuses of its own for headers that are too long and for requests that never end. */
const ofHeaders: Readonly<Record<string, number>> = { 'request.too-large': 431, 'request.malformed': 408 }

const isStatusOf = ({ way, status, code }: Answer): boolean =>
  code !== undefined && (status === errors[code].status || (way === 'rest' && status === ofHeaders[code]))

export function assertDone(answer: Answer): void {
  assert.equal(answer.code, undefined, `must be done: ${describe(answer)}`)
}

/** Whatever it came to: no server error that is not documented, and every refusal has a code of the catalogue. */
export function assertClean(answer: Answer): void {
  const said = describe(answer)
  const { status, code } = answer
  assert.ok(status < 500 || documented5xx.has(code ?? ''), `a server error: ${said}`)
  if (status >= 400) {
    assert.ok(
      code !== undefined && code in errors && code !== 'internal',
      `no code of the catalogue: ${said}`,
    )
    assert.ok(isStatusOf(answer), said)
  }
}

/** The whole text of what one got, typed as the test knows it. */
export const resultOf = <T>(answer: Answer): T => {
  assertDone(answer)
  return answer.result as T
}

export function describe({ way, asked, status, text }: Answer): string {
  return `${way} ${asked.slice(0, 300)} -> ${status} ${text.slice(0, 400)}`
}
