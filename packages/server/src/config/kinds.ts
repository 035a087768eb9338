/** One kind of value a setting may have: how it is written, read and shown. */
export interface Kind<T> {
  /** Completes the sentence "it must be …". */
  readonly expected: string
  /** Answers undefined when the text is not such a value. */
  parse(text: string): T | undefined
  show(value: T): string
  /** The flag may stand alone and means this. */
  readonly bare?: string
  /** The flag may be repeated. */
  readonly many?: boolean
}

export const text: Kind<string> = {
  expected: 'a text',
  parse: (written) => written,
  show: (value) => value,
}

const YES = ['true', 'yes', 'on', '1']
const NO = ['false', 'no', 'off', '0']

export const onOff: Kind<boolean> = {
  expected: 'on or off',
  parse(written) {
    const word = written.toLowerCase()
    if (YES.includes(word)) return true
    return NO.includes(word) ? false : undefined
  },
  show: (value) => (value ? 'on' : 'off'),
  bare: 'on',
}

export function oneOf<const T extends string>(...words: T[]): Kind<T> {
  return {
    expected: words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : `${words[0]}`,
    parse: (written) => words.find((word) => word.toLowerCase() === written.toLowerCase()),
    show: (value) => value,
  }
}

export function count(from: number, to: number): Kind<number> {
  return {
    expected: `a whole number from ${from} to ${to}`,
    parse: (written) => within(/^\d+$/.test(written) ? Number(written) : undefined, from, to),
    show: String,
  }
}

const KIB = 1024
const SIZES: Record<string, number> = { '': 1, b: 1, kb: KIB, mb: KIB ** 2, gb: KIB ** 3 }

/** Bytes: 65536, 64KB, 1.5 MB. K means 1,024. */
export function bytes(from: number, to: number): Kind<number> {
  return {
    expected: `a size from ${showBytes(from)} to ${showBytes(to)}, such as 64KB or 1MB`,
    parse: (written) => within(quantity(written, SIZES), from, to),
    show: showBytes,
  }
}

function showBytes(value: number): string {
  for (const [unit, size] of [
    ['GB', KIB ** 3],
    ['MB', KIB ** 2],
    ['KB', KIB],
  ] as const) {
    if (value >= size && value % size === 0) return `${value / size}${unit}`
  }
  return String(value)
}

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
const TIMES: Record<string, number> = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY }

/** Held in milliseconds. A number without a unit means seconds, as in most services. */
export function duration(from: number, to: number): Kind<number> {
  return {
    expected: `a time from ${showTime(from)} to ${showTime(to)}, such as 30s, 15m, 12h or 30d`,
    parse: (written) => within(quantity(written, { ...TIMES, '': SECOND }), from, to),
    show: showTime,
  }
}

/** As `duration`, but held in seconds, for what goes into tokens and headers. */
export function durationSeconds(from: number, to: number): Kind<number> {
  const inMs = duration(from * SECOND, to * SECOND)
  return {
    expected: inMs.expected,
    parse(written) {
      const ms = inMs.parse(written)
      return ms === undefined ? undefined : Math.ceil(ms / SECOND)
    },
    show: (value) => showTime(value * SECOND),
  }
}

function showTime(ms: number): string {
  for (const [unit, size] of [
    ['d', DAY],
    ['h', HOUR],
    ['m', MINUTE],
    ['s', SECOND],
  ] as const) {
    if (ms >= size && ms % size === 0) return `${ms / size}${unit}`
  }
  return `${ms}ms`
}

const PORT_MAX = 65_535

/** 0 lets the system choose. */
export const port: Kind<number> = count(0, PORT_MAX)

export const portOrOff: Kind<number | null> = {
  expected: 'a port number, 0 for any free one, or off',
  parse: (written) => (written.toLowerCase() === 'off' ? null : port.parse(written)),
  show: (value) => (value === null ? 'off' : String(value)),
}

/** Several, written with commas or by repeating the flag. */
export function listOf<T>(one: Kind<T>): Kind<readonly T[]> {
  return {
    expected: `one or more with commas: ${one.expected}`,
    parse(written) {
      const parts = written.split(',').map((part) => part.trim())
      const values = parts.filter((part) => part !== '').map((part) => one.parse(part))
      return values.some((value) => value === undefined) ? undefined : (values as T[])
    },
    show: (values) => values.map((value) => one.show(value)).join(','),
    many: true,
  }
}

/** The setting may be left out; then its value is null. */
export function maybe<T>(kind: Kind<T>): Kind<T | null> {
  return {
    expected: kind.expected,
    parse: kind.parse,
    show: (value) => (value === null ? '' : kind.show(value)),
  }
}

/** A web origin: scheme, host and port, nothing behind. Held the way browsers send it. */
export const origin: Kind<string> = {
  expected: 'an address like https://chat.example.org, without a path',
  parse(written) {
    const url = webAddress(written)
    return url && url.pathname === '/' && !url.search && !url.hash ? url.origin : undefined
  },
  show: (value) => value,
}

function webAddress(written: string): URL | undefined {
  const url = URL.parse(written)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  return url.username || url.password ? undefined : url
}

/** A host name or address as it stands in a Host header, without the port. */
export const hostName: Kind<string> = {
  expected: 'a host name like chat.example.org',
  parse: (written) => (/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)$/i.test(written) ? written.toLowerCase() : undefined),
  show: (value) => value,
}

function quantity(written: string, units: Record<string, number>): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(written)
  const unit = units[match?.[2]?.toLowerCase() ?? '?']
  return match && unit !== undefined ? Number(match[1]) * unit : undefined
}

function within(value: number | undefined, from: number, to: number): number | undefined {
  return value !== undefined && Number.isInteger(value) && value >= from && value <= to ? value : undefined
}
