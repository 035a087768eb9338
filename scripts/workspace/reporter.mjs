import { relative } from 'node:path'
import { inspect } from 'node:util'

/**
 * For node:test: one line per file, every failure whole, then the usual closing lines (`# tests 12`, `# pass 12`).
 * The built-in reporters print a line per test, many hundreds here, between which a failure is hard to find.
 */
export default async function* report(events) {
  const failures = []
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message
    if (type === 'test:fail' && isFirstHand(data)) {
      failures.push(placeOf(data))
      yield failureText(data)
    }
    if (type === 'test:summary' && data.file) yield fileLine(data)
    if (type === 'test:diagnostic' && !data.file) {
      if (failures.length > 0)
        yield `\nfailed:\n${failures
          .splice(0)
          .map((place) => `  ${place}\n`)
          .join('')}`
      yield `# ${data.message}\n`
    }
  }
}

// A test or suite around a failed one fails too, and says nothing new.
function isFirstHand({ details }) {
  return details?.error?.failureType !== 'subtestsFailed'
}

function fileLine({ file, success, counts, duration_ms: ms }) {
  const skipped = counts.skipped + counts.todo > 0 ? `, ${counts.skipped + counts.todo} skipped` : ''
  const time = `${(ms / 1000).toFixed(2)} s`
  return `${success ? 'ok  ' : 'FAIL'} ${time.padStart(8)}  ${relative('', file)} (${counts.tests} tests${skipped})\n`
}

function failureText(data) {
  const error = data.details?.error
  const shown = inspect(error?.cause ?? error ?? 'no reason given', { depth: 8 })
  return `\nFAIL ${placeOf(data)}\n${shown.replace(/^/gm, '  ')}\n\n`
}

function placeOf({ file, line, name }) {
  return `${relative('', file ?? '')}:${line} ${name}`
}
