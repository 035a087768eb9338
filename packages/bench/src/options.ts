import { parseArgs } from 'node:util'

export interface Options {
  /** Names of parts or of groups of them. */
  wanted: string[]
  rounds: number
  tries: number
  windowMs: number
  scale: number
  bundle: string | undefined
  /** A folder for CPU profiles of the server. */
  profile: string | undefined
  /** Measures a start from a fresh clone too, which downloads the dependencies. */
  cold: boolean
  /** Whether a file of results is written. */
  write: boolean
}

export const HELP = `npm run bench -- [PART …] [--rounds 5] [--tries 3] [--window 1000] [--scale 1] [--server FILE] [--profile FOLDER] [--cold] [--no-write]`

export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' },
      tries: { type: 'string', default: '3' },
      window: { type: 'string', default: '1000' },
      scale: { type: 'string', default: '1' },
      server: { type: 'string' },
      profile: { type: 'string' },
      cold: { type: 'boolean', default: false },
      'no-write': { type: 'boolean', default: false },
    },
  })
  return {
    wanted: positionals,
    rounds: positive('rounds', values.rounds),
    tries: positive('tries', values.tries),
    windowMs: positive('window', values.window),
    scale: positive('scale', values.scale),
    bundle: values.server,
    profile: values.profile,
    cold: values.cold,
    write: !values['no-write'],
  }
}

function positive(name: string, word: string): number {
  const number = Number(word)
  if (!(number > 0)) throw new Error(`--${name} takes a number above 0, not "${word}".\n${HELP}`)
  return number
}
