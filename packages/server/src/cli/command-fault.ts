import { fileFaultWords } from './file-fault.ts'
import { operatorWords } from './operator-words.ts'

/**
 * The end of a command, with what to print. Exit codes as elsewhere on Unix: 1 it failed, 2 it was called wrongly, 69
 * something it needs is not there, 78 the configuration is wrong.
 */
export class CommandFault extends Error {
  readonly exitCode: 1 | 2 | 69 | 78
  readonly code: string

  constructor(exitCode: CommandFault['exitCode'], message: string, code: string) {
    super(message)
    this.name = 'CommandFault'
    this.exitCode = exitCode
    this.code = code
  }
}

/** What went wrong, as the terminal shall see it; undefined where it is a bug. */
export function faultFor(error: unknown): CommandFault | undefined {
  if (error instanceof CommandFault) return error
  if (!(error instanceof Error)) return undefined
  const { code } = error as { code?: unknown }
  if (typeof code !== 'string') return undefined
  if (code === 'storage.folder-in-use' || /^(port|address)\./.test(code)) {
    return new CommandFault(69, error.message, code)
  }
  const words = fileFaultWords(error)
  if (words !== undefined) return new CommandFault(1, words, `file.${code}`)
  const isForOperators = code.startsWith('storage.') || error.name === 'Refusal'
  return isForOperators ? new CommandFault(1, operatorWords(error), code) : undefined
}
