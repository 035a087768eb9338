import { join, relative, resolve } from 'node:path'

/** What a running server answers on its socket file, as one line of JSON. */
export type ControlAnswer = { ok: true; lines: string[] } | { ok: false; message: string; code: string }

/** A question is a verb with its input; nothing longer is read. */
export const longestQuestion = 64 * 1024

/** Systems cut the names of sockets at about a hundred bytes; from the working folder it may be shorter. */
export function controlPath(folder: string): string {
  const full = join(resolve(folder), 'control.sock')
  const short = relative(process.cwd(), full)
  return short.length < full.length ? short : full
}
