const LEVELS: Record<number, string> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
}
const COLOURS: Record<number, number> = { 40: 33, 50: 31, 60: 31 }
const LEFT_OUT = new Set(['level', 'time', 'area', 'msg', 'err'])

/** One JSON log line as a line for people: `09:30:01 info  realtime  connected account=…`. */
export function lineForPeople(json: string, colour: boolean): string {
  const entry = parsed(json)
  if (!entry) return json
  const level = Number(entry['level'])
  const time = new Date(Number(entry['time'])).toTimeString().slice(0, 8)
  const area = asText(entry['area']).padEnd(9)
  const rest = Object.entries(entry).filter(([name]) => !LEFT_OUT.has(name))
  const fields = rest.map(([name, value]) => ` ${name}=${shown(value)}`).join('')
  const line = `${time} ${(LEVELS[level] ?? String(level)).padEnd(5)} ${area} ${oneLine(entry['msg'])}${fields}`
  const code = colour ? COLOURS[level] : undefined
  return `${code ? `\u001b[${code}m${line}\u001b[0m` : line}${failureOf(entry['err'])}\n`
}

function parsed(json: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function shown(value: unknown): string {
  return typeof value === 'string' && /^[\w.:@/-]+$/.test(value) ? value : JSON.stringify(value)
}

// A name that somebody chose may hold line breaks and terminal codes; neither may reach the operator's terminal.
function oneLine(text: unknown): string {
  return asText(text).replace(/\p{Cc}/gu, ' ')
}

function failureOf(err: unknown): string {
  if (typeof err !== 'object' || err === null) return ''
  const { stack, message } = err as { stack?: unknown; message?: unknown }
  const lines = asText(stack ?? message).split('\n')
  return lines.map((line) => `\n    ${oneLine(line)}`).join('')
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
