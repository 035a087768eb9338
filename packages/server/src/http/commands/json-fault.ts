const value = '"v{['
const marks = '"{}[],:'

/** A string, a mark, or anything else up to the next of them; space before it is passed over. */
const space = /[ \t\n\r]*/y
const token =
  // oxlint-disable-next-line no-control-regex -- strings of JSON have none of them
  /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"|[{}[\],:]|true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y

/** At which character a text stops being JSON: the engine says so of some faults only. Its length, where it just ends. */
export function placeOfFault(text: string): number {
  const open: ('}' | ']')[] = []
  let wanted = value
  for (let at = 0; ; at = token.lastIndex) {
    space.lastIndex = at
    space.test(text)
    token.lastIndex = space.lastIndex
    const place = space.lastIndex
    const first = token.exec(text)?.[0][0]
    const kind = first !== undefined && marks.includes(first) ? first : 'v'
    if (first === undefined || !wanted.includes(kind)) return place
    wanted = wantedAfter(kind, wanted, open)
  }
}

/** Which kinds of tokens may follow this one; a key is a string that is wanted where no value is. */
function wantedAfter(kind: string, wanted: string, open: ('}' | ']')[]): string {
  if (kind === '{' || kind === '[') {
    open.push(kind === '{' ? '}' : ']')
    return kind === '{' ? '"}' : `${value}]`
  }
  if (kind === ':') return value
  if (kind === ',') return open.at(-1) === '}' ? '"' : value
  if (kind === '"' && !wanted.includes('v')) return ':'
  if (kind === '}' || kind === ']') open.pop()
  const closing = open.at(-1)
  return closing === undefined ? '' : `,${closing}`
}
