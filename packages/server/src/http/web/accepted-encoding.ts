import type { Encoding } from './web-files.ts'

/** The best of what we have that the browser takes (RFC 9110, 12.5.3). */
export function acceptedEncoding(header: string | string[] | undefined): Encoding {
  const offered = [header ?? ''].flat().join(',').toLowerCase().split(',').map(weighed)
  const takes = (name: string) => (offered.find(([token]) => token === name)?.[1] ?? 0) > 0
  if (takes('br')) return 'br'
  return takes('gzip') ? 'gzip' : 'identity'
}

function weighed(one: string): [string, number] {
  const [token = '', ...parameters] = one.split(';').map((part) => part.trim())
  const weight = parameters.find((part) => part.startsWith('q='))
  return [token, weight === undefined ? 1 : Number(weight.slice(2))]
}
