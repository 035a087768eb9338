/** Prometheus' text format, version 0.0.4. Nothing here throws: a metric must never break what it counts. */
export interface Exposition {
  counter(name: string, help: string, labels?: readonly string[]): Counter
  histogram(name: string, help: string, bounds: readonly number[], labels?: readonly string[]): Histogram
  /** Read when somebody asks; a value that is not finite is left out. */
  read(type: 'gauge' | 'counter', name: string, help: string, read: () => number | readonly Sample[]): void
  render(): string
}

export interface Sample {
  value: number
  labels: Readonly<Record<string, string>>
}

export type Counter = (labels?: readonly string[], by?: number) => void
export type Histogram = (value: number, labels?: readonly string[]) => void

/** Label values come from our own code, but a bug there must not eat the memory. */
const SERIES_MAX = 500

export function createExposition(): Exposition {
  const families: (() => string)[] = []
  return {
    counter(name, help, labels = []) {
      const values = new Map<string, number>()
      const seriesOf = boundedSeries(values, labels)
      families.push(() =>
        family(
          name,
          help,
          'counter',
          [...values].map(([series, value]) => `${name}${series} ${value}`),
        ),
      )
      if (labels.length === 0) values.set('', 0)
      return (given = [], by = 1) => {
        if (!(Number.isFinite(by) && by >= 0)) return
        const series = seriesOf(given)
        values.set(series, (values.get(series) ?? 0) + by)
      }
    },
    histogram(name, help, bounds, labels = []) {
      const series = new Map<string, Buckets>()
      const keyOf = boundedSeries(series, labels)
      families.push(() =>
        family(
          name,
          help,
          'histogram',
          [...series].flatMap(([key, held]) => lines(name, key, bounds, held)),
        ),
      )
      return (value, given = []) => {
        if (!Number.isFinite(value)) return
        const key = keyOf(given)
        const held = series.get(key) ?? { counts: bounds.map(() => 0), count: 0, sum: 0 }
        series.set(key, observed(held, bounds, value))
      }
    },
    read(type, name, help, read) {
      families.push(() => family(name, help, type, sampleLines(name, read)))
    },
    render: () => families.map((write) => write()).join(''),
  }
}

interface Buckets {
  counts: number[]
  count: number
  sum: number
}

function observed(held: Buckets, bounds: readonly number[], value: number): Buckets {
  const bucket = bounds.findIndex((bound) => value <= bound)
  if (bucket >= 0) held.counts[bucket] = (held.counts[bucket] ?? 0) + 1
  held.count += 1
  held.sum += value
  return held
}

// Prometheus' buckets are cumulative: each counts what is at most its bound.
function lines(name: string, key: string, bounds: readonly number[], held: Buckets): string[] {
  let below = 0
  const buckets = bounds.map((bound, index) => {
    below += held.counts[index] ?? 0
    return `${name}_bucket${withLabel(key, 'le', String(bound))} ${below}`
  })
  const infinite = `${name}_bucket${withLabel(key, 'le', '+Inf')} ${held.count}`
  return [...buckets, infinite, `${name}_sum${key} ${held.sum}`, `${name}_count${key} ${held.count}`]
}

function family(name: string, help: string, type: string, series: readonly string[]): string {
  if (series.length === 0) return ''
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${series.join('\n')}\n`
}

function sampleLines(name: string, read: () => number | readonly Sample[]): string[] {
  try {
    const answer = read()
    const samples = typeof answer === 'number' ? [{ value: answer, labels: {} }] : answer
    return samples
      .filter(({ value }) => Number.isFinite(value))
      .map(({ value, labels }) => `${name}${seriesKey(Object.keys(labels), Object.values(labels))} ${value}`)
  } catch {
    return []
  }
}

/** Finds the series of some labels. One label is the rule, and its text is put together once. */
function boundedSeries(
  held: ReadonlyMap<string, unknown>,
  names: readonly string[],
): (values: readonly string[]) => string {
  const known = new Map<string, string>()
  return (values) => {
    const found = names.length === 1 ? known.get(values[0] ?? '') : undefined
    if (found !== undefined) return found
    const key = seriesKey(names, values)
    if (!held.has(key) && held.size >= SERIES_MAX) {
      return seriesKey(
        names,
        names.map(() => 'other'),
      )
    }
    if (names.length === 1) known.set(values[0] ?? '', key)
    return key
  }
}

function seriesKey(names: readonly string[], values: readonly string[]): string {
  if (names.length === 0) return ''
  return `{${names.map((name, index) => `${name}="${escaped(values[index] ?? '')}"`).join(',')}}`
}

function withLabel(key: string, name: string, value: string): string {
  return key === '' ? `{${name}="${value}"}` : `${key.slice(0, -1)},${name}="${value}"}`
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
