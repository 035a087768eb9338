import { examineStore } from '../../../compose.ts'
import { findingsOf, type Finding, type Situation } from '../finding.ts'
import { inBytes } from '../words.ts'

const { ok, warning, fault } = findingsOf('database')

/** Whether all of it can be read, and whether this program knows it. */
export function checkStore({ folder, running }: Situation): Finding[] {
  const { is, bytes, pending, fault: wrong } = examineStore(folder)
  if (is === 'missing') return [ok('not there yet; the first start makes it')]
  if (wrong) return [fault(wrong.message, remedyFor(wrong.code))]
  const whole = `${inBytes(bytes)}, read whole (quick_check)`
  if (pending > 0)
    return [
      running
        ? warning(
            `${whole}; the running server is older than this program, which has ${pending} newer migrations.`,
            'Start the server again, after a backup.',
          )
        : warning(
            `${whole}; the next start applies ${pending} migrations.`,
            'Make a backup before: hubbub backup FILE.',
          ),
    ]
  return [ok(`${whole}, of the newest schema`)]
}

function remedyFor(code: string): string {
  return code === 'storage.damaged'
    ? 'Stop the server, keep a copy of the folder, and restore the newest backup: hubbub restore FILE --replace.'
    : 'Run the program that it belongs to, or choose another folder with --data.'
}
