import { copyInto } from '../backup-copy.ts'
import { answerCalls } from './worker-calls.ts'

/** A backup has a thread of its own: it reads everything and takes as long as it takes. */
export type BackupMethods = ReturnType<typeof methods>

answerCalls(methods())

function methods() {
  return { backup: (from: string, to: string): void => copyInto(from, to) }
}
