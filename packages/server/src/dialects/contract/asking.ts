import assert from 'node:assert/strict'
import type { Answer, Asked } from '../../../test/server-world.ts'
import type { DialectFacts, Route } from './facts.ts'
import type { OlderWorld } from './older-world.ts'

const known = new WeakMap<OlderWorld, Map<string, Promise<string>>>()

/** One token for each world: making one may leave something behind. */
function tokenIn(world: OlderWorld, { name, tokens }: DialectFacts): Promise<string> | undefined {
  if (!tokens) return undefined
  const ofWorld = known.get(world) ?? new Map<string, Promise<string>>()
  known.set(world, ofWorld)
  const token = ofWorld.get(name) ?? tokens.make(world)
  ofWorld.set(name, token)
  return token
}

/** Asks a route as somebody whom the dialect knows, where it asks who that is. */
export async function askKnown(
  world: OlderWorld,
  facts: DialectFacts,
  { method, path }: Route,
  asked: Asked = {},
): Promise<Answer> {
  const token = await tokenIn(world, facts)
  const shown: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return world.ask(method, path, { ...asked, headers: { ...shown, ...asked.headers } })
}

/** That an answer is an error of this dialect. */
export function assertError(
  { isError, name }: DialectFacts,
  { status, json, text }: Answer,
  expected: number,
  message?: string,
): void {
  assert.equal(status, expected, text)
  assert.ok(isError(json, message), `${name}: ${text} is no error of its form`)
}

/** Does something bad, and holds what the dialect shows afterwards against what it showed before. */
export async function changesNothing(
  world: OlderWorld,
  facts: DialectFacts,
  act: () => Promise<void>,
): Promise<void> {
  await tokenIn(world, facts)
  const before = await facts.state(world)
  await act()
  assert.deepEqual(await facts.state(world), before, 'nothing was changed')
}
