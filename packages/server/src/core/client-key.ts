/**
 * What counters are kept by, of a network address: whoever has an IPv6 address has a /64 of them, 2^64 to count anew
 * with. An IPv4 address written as IPv6 is the IPv4 address.
 */
export function clientKey(address: string): string {
  const groups = address.includes(':') ? groupsOf(address) : undefined
  if (!groups) return address
  const [low = 0, high = 0] = [groups[7], groups[6]]
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (isMapped) return [high >> 8, high & 255, low >> 8, low & 255].join('.')
  const network = groups.slice(0, 4).map((group) => group.toString(16))
  return `${network.join(':')}::/64`
}

/** The eight numbers of an IPv6 address, however it is written; undefined where it is none. */
function groupsOf(address: string): number[] | undefined {
  const [written = ''] = address.split('%')
  const [head = '', tail, more] = dottedAsGroups(written).split('::')
  const left = numbersOf(head)
  const right = numbersOf(tail ?? '')
  const missing = 8 - left.length - right.length
  const isWhole = tail === undefined ? missing === 0 : missing > 0
  const groups = [...left, ...Array.from({ length: Math.max(0, missing) }, () => 0), ...right]
  const isAddress = isWhole && more === undefined && groups.every((group) => group >= 0 && group <= 0xffff)
  return isAddress ? groups : undefined
}

/** `::ffff:10.0.0.1` ends in two groups like any other. */
function dottedAsGroups(written: string): string {
  const [dotted] = /(?:\d{1,3}\.){3}\d{1,3}$/.exec(written) ?? []
  const bytes = dotted?.split('.').map(Number) ?? []
  if (dotted === undefined || bytes.some((byte) => byte > 255)) return written
  const [a = 0, b = 0, c = 0, d = 0] = bytes
  return `${written.slice(0, -dotted.length)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
}

const numbersOf = (part: string): number[] =>
  part === ''
    ? []
    : part.split(':').map((group) => (/^[0-9a-f]{1,4}$/i.test(group) ? Number(`0x${group}`) : -1))
