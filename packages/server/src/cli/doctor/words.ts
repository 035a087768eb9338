/** Numbers as people read them. */
export function inBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  for (; value >= 1000 && unit < units.length - 1; unit += 1) value /= 1000
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}

export const inThousands = (count: number): string => Math.round(count).toLocaleString('en')

export function inTime(ms: number): string {
  const minutes = ms / 60_000
  if (minutes < 90) return `${Math.max(0, Math.round(minutes))} min`
  const hours = minutes / 60
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} days`
}

/** Three digits that mean something. */
export const inMs = (ms: number): string => `${Number(ms.toPrecision(ms < 1 ? 2 : 3))} ms`

/** A path as a shell takes it. */
export const quoted = (path: string): string =>
  /^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`
