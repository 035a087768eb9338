/** What of a JSON Schema matters for reading text as a value. */
export interface ValueSchema {
  type?: string
  items?: ValueSchema
}

/**
 * Reads text of an address by its schema. Strict: what is not exactly such a value stays text, and the validator then
 * says what is wrong with it. `1e3`, `0x10`, ` 5` and `05` are no integers.
 */
export function readQueryValue(
  schema: ValueSchema | undefined,
  written: string | readonly string[],
): unknown {
  if (schema?.type === 'array') {
    const texts = [written].flat().flatMap((text) => (text === '' ? [] : text.split(',')))
    return texts.map((text) => readText(schema.items, text))
  }
  // A field given twice that takes one value: left as a list, so that it is refused.
  return typeof written === 'string' ? readText(schema, written) : written
}

/** Query parsers keep a broken escape as it stands; then one text could be written in two ways. */
export function hasBrokenEscape(url: string): boolean {
  const start = url.indexOf('?')
  if (start === -1 || !url.includes('%', start)) return false
  try {
    decodeURIComponent(url.slice(start))
    return false
  } catch {
    return true
  }
}

function readText(schema: ValueSchema | undefined, text: string): unknown {
  switch (schema?.type) {
    case 'integer':
      return /^(?:0|-?[1-9]\d*)$/.test(text) ? Number(text) : text
    case 'number':
      return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? Number(text) : text
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text
    default:
      return text
  }
}
