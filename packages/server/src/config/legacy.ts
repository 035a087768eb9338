import { port } from './kinds.ts'
import type { Variables, Written } from './sources.ts'

/** What the variables of the five older services did, and what to do now. */
const NO_LONGER: Record<string, string> = {
  MONGODB_URI: 'told user-accounts where its MongoDB is',
  MONGODB_DBNAME: "named user-accounts' database in MongoDB",
  MONGO_URI: 'told chatrooms where its MongoDB is',
  DB_URI: 'told chatrooms where its MongoDB is',
  GUNICORN_PROCESSES: 'set how many processes user-accounts ran in',
  GUNICORN_THREADS: 'set how many threads user-accounts ran in',
}

/** For .env.example: what stands in the `.env` of an older service, and what it means here. */
export const legacyLines: readonly string[] = [
  'The .env of an older service is understood as it is.',
  'Still in force: JWT_SECRET, JWT_ALGO (chatrooms), RATELIMIT_ENABLED, RATELIMIT_HEADERS_ENABLED (user-accounts),',
  'GUNICORN_BIND (host and port at once), PORT (with commas also several).',
  'Without effect, and the log says so: everything is kept in HUBBUB_DATA and no MongoDB is asked.',
  ...Object.entries(NO_LONGER).map(([name, did]) => `  ${name} ${did}.`),
]

/** Answers what they still set; says what of them is not needed any more. Never an error, never silence. */
export function readLegacy(variables: Variables, faults: string[], notes: string[]): Map<string, Written> {
  for (const [name, did] of Object.entries(NO_LONGER)) {
    if (!variables[name]) continue
    const now = name.startsWith('GUNICORN')
      ? 'Hubbub is one process and needs no such setting'
      : 'Hubbub stores everything in its own data folder (HUBBUB_DATA) and reads nothing from MongoDB'
    notes.push(`${name} ${did}. ${now}: remove the variable.`)
  }
  return readBind(variables['GUNICORN_BIND'], faults)
}

/** GUNICORN_BIND=0.0.0.0:5000 set address and port of user-accounts at once. */
function readBind(bind: string | undefined, faults: string[]): Map<string, Written> {
  const found = new Map<string, Written>()
  if (!bind) return found
  const [, host = '', portText = ''] = /^(\[[0-9a-f:.]+\]|[^:/]*)(?::(\d+))?$/i.exec(bind) ?? []
  if ((!host && !portText) || (portText && port.parse(portText) === undefined)) {
    faults.push(
      `GUNICORN_BIND: "${bind}" will not do; give an address and port like 127.0.0.1:3000, or HUBBUB_PORT.`,
    )
    return found
  }
  const where = 'GUNICORN_BIND'
  if (host) found.set('HUBBUB_HOST', { text: host.replace(/^\[|\]$/g, ''), where })
  if (portText) found.set('HUBBUB_PORT', { text: portText, where })
  return found
}
