import { type TProperties, Type } from 'typebox'
import { Version } from '../ids.ts'

/** What every row of a feed carries: its feed's version when it last changed, and when it was made or put again. */
const numbers = { version: Version, born: Version }

/** A row as it stands. */
export function rowOf<const Kind extends string, const Properties extends TProperties>(
  kind: Kind,
  properties: Properties,
  description: string,
) {
  return Type.Object({ kind: Type.Literal(kind), ...numbers, ...properties }, { description })
}

/** What is left of a row that was removed: enough to forget it. */
export function tombstoneOf<const Kind extends string, const Properties extends TProperties>(
  kind: Kind,
  properties: Properties,
) {
  return Type.Object(
    { kind: Type.Literal(kind), ...numbers, removed: Type.Literal(true), ...properties },
    { description: `a removed ${kind}` },
  )
}
