import type { Table } from '../parts/part.ts'
import type { Results } from './results.ts'
import { rounded } from './table-lines.ts'

const WIDTH = 820
const LABEL = 250
const BAR = 14
const ROW = 20
const HEAD = 34
const MOST = WIDTH - LABEL - 90

/** The parts whose tables say something at a glance. */
const PICTURED = ['fan-out', 'sends', 'rest']

const STYLE = `text{font:12px system-ui,sans-serif;fill:#24292f}.head{font-weight:600}.bar{fill:#8c959f}.ours{fill:#0969da}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.bar{fill:#6e7681}.ours{fill:#4493f8}}`

/** Bars for each table, the longest being the most that any of its programs does with a second of server CPU. */
export function pictureOf({ parts }: Pick<Results, 'parts'>): string {
  const tables = PICTURED.flatMap((name) => parts[name]?.tables ?? [])
  let top = 0
  const blocks = tables.map((table) => {
    const block = blockOf(table, top)
    top += HEAD + table.outcomes.length * ROW
    return block
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top + 10}" role="img">`,
    '<title>What one second of server CPU does</title>',
    `<style>${STYLE}</style>`,
    ...blocks,
    '</svg>\n',
  ].join('\n')
}

function blockOf({ title, counts, outcomes }: Table, top: number): string {
  const most = Math.max(...outcomes.map(({ median }) => median.perServerSecond))
  const bars = outcomes.map(({ name, median: { perServerSecond: value } }, place) => {
    const y = top + HEAD + place * ROW
    const width = Math.max(1, Math.round((value / most) * MOST))
    return [
      `<text x="${LABEL - 8}" y="${y + 11}" text-anchor="end">${escaped(name)}</text>`,
      `<rect class="bar${place === 0 ? ' ours' : ''}" x="${LABEL}" y="${y}" width="${width}" height="${BAR}" rx="2"/>`,
      `<text x="${LABEL + width + 6}" y="${y + 11}">${rounded(value)}</text>`,
    ].join('')
  })
  return [`<text class="head" x="0" y="${top + 24}">${escaped(`${title}: ${counts}`)}</text>`, ...bars].join(
    '\n',
  )
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
