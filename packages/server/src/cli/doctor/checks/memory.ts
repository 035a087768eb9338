import { freemem, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { findingsOf, type Finding, type Situation } from '../finding.ts'
import { read } from '../running-server.ts'
import { inBytes, inThousands } from '../words.ts'

const { ok, warning, fault } = findingsOf('memory')

const MiB = 1024 ** 2
const idle = 120 * MiB
const perSocket = 24 * 1024
/** What a busy server needs beside: what is being written, read and collected. */
const atWork = 150 * MiB

export function checkMemory({ config, running, sockets }: Situation): Finding[] {
  const { running: hashes, memoryKib } = config.passwords
  return memoryFindings({
    limit: Math.min(totalmem(), limitOf(running?.pid ?? 'self')),
    machine: totalmem(),
    free: freemem(),
    resident: running && residentOf(running.pid),
    wanted: idle + hashes * memoryKib * 1024 + sockets * perSocket,
    sockets,
  })
}

export interface Memory {
  /** What this process may have, and what the machine has. */
  limit: number
  machine: number
  free: number
  /** What a running server takes. */
  resident: number | undefined
  /** What is needed at rest, with that many sockets and all password hashes under way. */
  wanted: number
  sockets: number
}

export function memoryFindings({ limit, machine, free, resident, wanted, sockets }: Memory): Finding[] {
  const bound = limit < machine ? `limited to ${inBytes(limit)}` : `${inBytes(machine)}, without a limit`
  const used = resident === undefined ? '' : `; the server takes ${inBytes(resident)}`
  const found = `${bound}, ${inBytes(Math.min(free, limit))} free${used}; ${inThousands(sockets)} sockets take about ${inBytes(wanted + atWork)}`
  const remedy = 'Give it more memory (MemoryMax= in a unit, --memory in a container), or run less beside it.'
  if (limit < wanted) return [fault(found, remedy)]
  if (limit < wanted + atWork) return [warning(found, remedy)]
  if (resident !== undefined && resident > 0.9 * limit) return [warning(found, remedy)]
  if (resident === undefined && free < wanted) return [warning(found, remedy)]
  return [ok(found)]
}

/** Of a cgroup the tightest limit counts, its own or of one above it. */
function limitOf(pid: number | string): number {
  const own = read(`/proc/${pid}/cgroup`) ?? ''
  const [, path] = /^0::(.*)$/m.exec(own) ?? []
  const [, older] = /^\d+:memory:(.*)$/m.exec(own) ?? []
  const limits: number[] = []
  if (path !== undefined) collect(limits, '/sys/fs/cgroup', path, 'memory.max')
  if (older !== undefined) collect(limits, '/sys/fs/cgroup/memory', older, 'memory.limit_in_bytes')
  return Math.min(...limits, Number.MAX_SAFE_INTEGER)
}

function collect(limits: number[], root: string, path: string, name: string): void {
  for (let group = path; ; group = dirname(group)) {
    const limit = Number(read(join(root, group, name)))
    if (limit > 0) limits.push(limit)
    if (group === '/' || group === '.') return
  }
}

function residentOf(pid: number): number | undefined {
  const [, kib] = /^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`) ?? '') ?? []
  return kib === undefined ? undefined : Number(kib) * 1024
}
