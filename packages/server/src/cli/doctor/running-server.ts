import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { dataFiles } from '../../compose.ts'
import { controlPath } from '../control-socket.ts'

/** The server on a folder. Its socket file answers for it: a number in a file may be of a process that is gone. */
export async function runningOn(folder: string): Promise<{ pid: number } | undefined> {
  if (!(await answers(controlPath(folder)))) return undefined
  return { pid: Number(read(dataFiles(folder).pid)) }
}

function answers(path: string): Promise<boolean> {
  const socket = connect(path)
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true))
    // Not allowed to ask it is another's, and there.
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EACCES'))
  }).finally(() => socket.destroy()) as Promise<boolean>
}

/** What the system tells in a file; undefined where it does not tell. */
export function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}
