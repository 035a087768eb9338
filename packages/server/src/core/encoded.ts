import type { Row } from './feeds/change-set.ts'

/** An answer that is JSON already: rows are stored as their wire text, and pages are put together from them. */
export class Encoded<T> {
  /** Only for the compiler: what the text says. */
  declare readonly says: T
  readonly json: string
  /** What it was put together from, for edges that repeat some of it in headers (the next page's cursor). */
  readonly fields: Readonly<Record<string, unknown>>

  constructor(json: string, fields: Readonly<Record<string, unknown>> = {}) {
    this.json = json
    this.fields = fields
  }
}

export type Answer<T> = T | Encoded<T>

/** The text of a value, put in as it is. */
export class Raw {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export const row = ({ text }: Pick<Row, 'text'>): Raw => new Raw(text)

export const rowList = (rows: readonly Pick<Row, 'text'>[]): Raw =>
  new Raw(`[${rows.map(({ text }) => text).join(',')}]`)

/** An object whose `Raw` fields are put in as they are; undefined fields are left out. */
export function encoded<T>(fields: Record<string, unknown>): Encoded<T> {
  return new Encoded(rawObject(fields).text, fields)
}

export function rawObject(fields: Record<string, unknown>): Raw {
  let text = ''
  for (const name of Object.keys(fields)) {
    const value = fields[name]
    if (value === undefined) continue
    const json = value instanceof Raw ? value.text : JSON.stringify(value)
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${json}`
  }
  return new Raw(`{${text}}`)
}

export const rawList = (items: readonly Raw[]): Raw => new Raw(`[${items.map(({ text }) => text).join(',')}]`)

/** The wire text of an answer. */
export function jsonOf(answer: unknown): string {
  return answer instanceof Encoded ? answer.json : JSON.stringify(answer)
}
