import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import type { Instance } from '../compose.ts'
import { problemOf, isExpected } from '../core/problem.ts'
import { allVerbs } from './all-verbs.ts'
import { faultFor } from './command-fault.ts'
import { type ControlAnswer, controlPath, longestQuestion } from './control-socket.ts'
import { operatorWords } from './operator-words.ts'
import type { VerbInput } from './verb.ts'

/**
 * Lets the command line work through the running server, which alone may write. Whoever may open the socket file may
 * do everything, so it is the owner's alone (0600, in a folder of 0700); the system checks that, no secret has to.
 */
export async function startControlServer(
  instance: Instance,
  folder: string,
  report: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const path = controlPath(folder)
  // We hold the folder's lock: a file that is there was left by a server that was killed.
  rmSync(path, { force: true })
  const open = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    answerOne(instance, socket, report)
  })
  await listening(server, path)
  return async () => {
    const closed = new Promise<void>((done) => server.close(() => done()))
    for (const socket of open) socket.destroy()
    await closed
    rmSync(path, { force: true })
  }
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed)
    server.maxConnections = 8
    // Nobody may connect between the making of the file and its permissions.
    const before = process.umask(0o177)
    try {
      server.listen(path, () => {
        chmodSync(path, 0o600)
        done()
      })
    } finally {
      process.umask(before)
    }
  })
}

function answerOne(instance: Instance, socket: Socket, report: (error: unknown) => void): void {
  let question = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    question += chunk
    if (question.length > longestQuestion) socket.destroy()
  })
  socket.once('end', () => {
    // Somebody only looked whether a server runs here.
    if (question === '') return void socket.end()
    carryOut(instance, question)
      .catch((error: unknown): ControlAnswer => {
        const fault = faultFor(error)
        if (!fault && !isExpected(error)) report(error)
        const { message, code } = fault ?? { message: operatorWords(error), code: problemOf(error).code }
        return { ok: false, message, code }
      })
      .then((answer) => socket.end(`${JSON.stringify(answer)}\n`), report)
  })
}

async function carryOut(instance: Instance, question: string): Promise<ControlAnswer> {
  const { verb: name, input } = JSON.parse(question) as { verb: string; input: VerbInput }
  const verb = allVerbs.find((one) => one.name === name)
  if (!verb) return { ok: false, message: `The running server has no "${name}".`, code: 'cli.unknown-verb' }
  return { ok: true, lines: await verb.run(instance, input) }
}
