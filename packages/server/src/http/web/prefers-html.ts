/**
 * Whether who asks would rather have a page than JSON (RFC 9110, 12.5.1). Where both weigh the same, the one that is
 * named outweighs the one that only a wildcard lets in; who takes anything, or says nothing, is a program.
 */
export function prefersHtml(accept: string | undefined): boolean {
  const ranges = (accept ?? '').toLowerCase().split(',').map(rangeIn)
  const page = best(ranges, ['text/html', 'text/*', '*/*'])
  const json = best(ranges, ['application/json', 'application/*', '*/*'])
  if (page.weight !== json.weight) return page.weight > json.weight
  return page.weight > 0 && page.closeness > json.closeness
}

interface Range {
  type: string
  weight: number
}

function rangeIn(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim())
  const given = parameters.find((part) => part.startsWith('q='))
  const weight = given === undefined ? 1 : Number(given.slice(2))
  return { type, weight: weight >= 0 && weight <= 1 ? weight : 0 }
}

/** Of the ranges that let a type in the closest one says its weight. */
function best(ranges: readonly Range[], names: readonly string[]): { weight: number; closeness: number } {
  for (const [place, name] of names.entries()) {
    const found = ranges.find(({ type }) => type === name)
    if (found) return { weight: found.weight, closeness: names.length - place }
  }
  return { weight: 0, closeness: 0 }
}
