/** JSON as text, because much of what is tried cannot be said with values: 1e400, a key given twice, half a brace. */
export type Raw = { readonly raw: string }

/** The fields of an input; what is not raw is written as JSON. */
export type Fields = Readonly<Record<string, unknown>>

export const raw = (text: string): Raw => ({ raw: text })

const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'raw'

export function textOf(value: unknown): string {
  return isRaw(value) ? value.raw : (JSON.stringify(value) ?? 'null')
}

export function objectText(fields: Fields): string {
  return `{${Object.entries(fields)
    .map(([name, value]) => `${JSON.stringify(name)}:${textOf(value)}`)
    .join(',')}}`
}

/** So many containers inside one another; built without recursion, which is what it is there to break. */
export const nested = (levels: number, open = '[', close = ']', inside = ''): Raw =>
  raw(open.repeat(levels) + inside + close.repeat(levels))
