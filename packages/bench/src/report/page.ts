import type { Figure, Table } from '../parts/part.ts'
import { NOTES } from './notes.ts'
import { type Judged, judged } from './goals.ts'
import type { MeasuredPart, Results } from './results.ts'
import { type Cells, cellsOf, percent, rounded, times } from './table-lines.ts'

/** docs/performance.md: everything on it comes from one file of results. */
export function pageOf(results: Results): string {
  return [
    '<!-- Written by `npm run bench:page` from packages/bench/results; changes here are lost. -->',
    '# Performance',
    introduction(results),
    '![What one second of server CPU does](performance.svg)',
    goalsSection(judged(results)),
    ...Object.entries(results.parts).map(partSection),
    HOW_IT_IS_MEASURED,
  ]
    .join('\n\n')
    .concat('\n')
}

function introduction({
  commit,
  day,
  node,
  cpu,
  cores,
  memoryGb,
  system,
  pinned,
  settings,
}: Results): string {
  const raised = Object.entries(settings).map(([name, value]) => `\`${name}=${value}\``)
  return [
    `Measured on ${day} at commit ${commit}: ${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node};`,
    pinned ? 'the server on one core, the generator on another.' : 'server and generator shared their cores.',
    `Settings that differ from the defaults, because one machine plays thousands of people: ${raised.join(', ')}.`,
    'Everything else is as it ships: each message is on the disk before its sender hears of it, rights are judged for each',
    'message, and the log is on.',
  ].join('\n')
}

function goalsSection(goals: readonly Judged[]): string {
  const rows = goals.map(({ goal, value, isMet, aimIsMet }) => {
    const bound =
      goal.atMost === undefined ? `at least ${ratio(goal.atLeast ?? 0)}` : `at most ${goal.atMost}`
    const aim = goal.aim === undefined ? '' : goal.atMost === undefined ? ratio(goal.aim) : String(goal.aim)
    const found = goal.atMost === undefined ? ratio(value) : rounded(value)
    const verdict = isMet ? (aimIsMet ? 'reached, and the aim' : 'reached') : '**missed**'
    return [goal.what, bound, aim, found, verdict]
  })
  return `## Goals\n\n${markdown({ head: ['what', 'goal', 'aim', 'measured', ''], rows })}`
}

const ratio = (value: number): string => times(value)

function partSection([name, part]: [string, MeasuredPart]): string {
  const { title, command, rounds, windowMs, tables, figures, skipped } = part
  return [
    `## ${title}`,
    `\`${command}\`, medians of ${rounds} rounds, windows of ${windowMs} ms`,
    ...tables.map(tableSection),
    ...(figures.length > 0 ? [figures.map(figureItem).join('\n')] : []),
    ...(skipped.length > 0 ? [skipped.map((why) => `- left out: ${why}`).join('\n')] : []),
    ...(NOTES[name] === undefined ? [] : [NOTES[name]]),
  ].join('\n\n')
}

function tableSection(table: Table): string {
  return `### ${table.title}\n\n${markdown(cellsOf(table))}`
}

function figureItem({ name, value, unit, beside, note }: Figure): string {
  const other = beside
    ? `; ${beside.name}: ${rounded(beside.value)} ${unit} (${percent(value / beside.value)})`
    : ''
  return `- ${name}: **${rounded(value)} ${unit}**${other}${note ? `. ${note}` : ''}`
}

function markdown({ head, rows }: Cells): string {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`
  const rule = head.map((_, column) => (column === 0 ? '---' : '--:'))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}

const HOW_IT_IS_MEASURED = `## How it is measured

\`npm run bench\` starts the bundle that \`npm start\` runs, and beside it the plain programs of \`packages/bench/src/baselines\`. In
each round each of them has one window of load, and each round begins with another one, so that whatever else the machine does meets
all of them. A window in which the machine worked for others for more than a fifth of a core is measured again, twice at
most, and the quietest counts; what was measured in it plays no part in the choice. The middle of the rounds counts.

- Figures are for a second of the **server's CPU** (all its threads, from \`/proc\`), so that they hold when the generator is
  the slower side. "server core" and "generator core" say how much of a core each took, "others" what the machine did for
  anybody else, and "full" which side had no more to give.
- "ratio" is how much the first program does compared with the one of the row, for the same server CPU (on the slow disk: in the same
  time).
- A program works for three windows of its own CPU before anything counts.
- Loads are closed loops: a message goes out when the one before was answered (sends) or heard by everybody (fan-out). Every follower's
  count is checked at the end: a message lost or doubled fails the run.
- The echo answers the sender and tells nobody; its goals are set on senders who hear nothing either (bots whose keys may send and
  not read). People who hear each other stand beside an emit to the room.
- The generator speaks WebSocket and HTTP itself and only counts. A delivery is one message heard by one follower.
- Ratios travel between machines; the figures themselves do not.`
