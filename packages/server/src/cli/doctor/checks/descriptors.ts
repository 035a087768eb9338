import { readdirSync } from 'node:fs'
import { findingsOf, type Finding, type Situation } from '../finding.ts'
import { read } from '../running-server.ts'
import { inThousands } from '../words.ts'

const { ok, warning, fault } = findingsOf('descriptors')

/** Files, pipes and workers beside the sockets. */
const beside = 100
/** Below this even a small server turns people away. */
const fewest = 256

export function checkDescriptors({ running, sockets }: Situation): Finding[] {
  const limits = read(`/proc/${running?.pid ?? 'self'}/limits`)
  if (limits === undefined) return [ok('how many files may be open is not told here')]
  const [, soft = '', hard = ''] = /^Max open files\s+(\S+)\s+(\S+)/m.exec(limits) ?? []
  return descriptorFindings(
    { soft: numberOf(soft), hard: numberOf(hard), open: openFilesOf(running) },
    sockets,
  )
}

export interface Descriptors {
  soft: number
  hard: number
  /** How many a running server has open. */
  open: number | undefined
}

/** Node raises the soft limit to the hard one by itself, so the hard one counts. */
export function descriptorFindings({ soft, hard, open }: Descriptors, sockets: number): Finding[] {
  const most = Math.max(0, hard - beside)
  const used = open === undefined ? '' : `; ${inThousands(open)} are open now`
  const limit =
    hard === Number.POSITIVE_INFINITY ? 'no limit' : `${inThousands(hard)} (soft ${inThousands(soft)})`
  const found = `open files: ${limit}, so about ${most === Number.POSITIVE_INFINITY ? 'any number of' : inThousands(most)} connections${used}`
  const wanted = Math.max(65_536, 2 * sockets)
  const remedy = `Raise it: LimitNOFILE=${wanted} in a systemd unit, --ulimit nofile=${wanted} in a container, \`ulimit -n ${wanted}\` in a shell.`
  if (most < Math.min(fewest, sockets)) return [fault(found, remedy)]
  if (most < sockets) return [warning(`${found}, and ${inThousands(sockets)} are wanted`, remedy)]
  if (open !== undefined && open > most * 0.9) return [warning(found, remedy)]
  return [ok(found)]
}

const numberOf = (word: string): number => (word === 'unlimited' ? Number.POSITIVE_INFINITY : Number(word))

function openFilesOf(running: Situation['running']): number | undefined {
  if (!running) return undefined
  try {
    return readdirSync(`/proc/${running.pid}/fd`).length
  } catch {
    // Another user's process.
    return undefined
  }
}
