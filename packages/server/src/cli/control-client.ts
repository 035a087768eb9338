import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { CommandFault } from './command-fault.ts'
import { type ControlAnswer, controlPath } from './control-socket.ts'
import type { VerbInput } from './verb.ts'

/** Asks the running server; undefined where none runs on this folder. */
export async function askRunning(
  folder: string,
  verb: string,
  input: VerbInput,
): Promise<ControlAnswer | undefined> {
  const socket = connect({ path: controlPath(folder), allowHalfOpen: true })
  const connected = await new Promise<boolean>((done, failed) => {
    socket.once('connect', () => done(true))
    socket.once('error', (error: NodeJS.ErrnoException) =>
      ['ENOENT', 'ENOTDIR', 'ECONNREFUSED'].includes(error.code ?? '')
        ? done(false)
        : failed(unreachable(folder, error)),
    )
  })
  if (!connected) return undefined
  socket.end(JSON.stringify({ verb, input }))
  const answer = await text(socket)
  if (answer === '') {
    throw new CommandFault(
      1,
      'The server stopped before it answered; look whether it was done.',
      'cli.no-answer',
    )
  }
  return JSON.parse(answer) as ControlAnswer
}

function unreachable(folder: string, cause: NodeJS.ErrnoException): Error {
  const why =
    cause.code === 'EACCES' ? 'it belongs to another user; run this as the user of the server' : cause.message
  return new CommandFault(69, `The server on ${folder} cannot be asked: ${why}.`, 'cli.unreachable')
}
