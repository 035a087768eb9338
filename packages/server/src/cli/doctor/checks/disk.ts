import { statfsSync, statSync } from 'node:fs'
import { dataFiles } from '../../../compose.ts'
import { backupFolderOf } from '../../../config/backup-folder.ts'
import { findingsOf, type Finding, type Situation } from '../finding.ts'
import { nearestFolder } from '../nearest-folder.ts'
import { inBytes, inThousands } from '../words.ts'

const MB = 1_000_000
const leastBytes = 200 * MB
const fewBytes = 1000 * MB
const fewInodes = 1000

/** Where data goes, and where backups go when that is another disk. */
export function checkDisk({ config, folder }: Situation): Finding[] {
  const data = nearestFolder(folder)
  const backups = nearestFolder(backupFolderOf(config))
  const database = statSync(dataFiles(folder).database, { throwIfNoEntry: false })?.size ?? 0
  const findings = [...fileSystem(data), ...room('disk space', data, database)]
  if (config.backups.enabled && statSync(backups).dev !== statSync(data).dev)
    findings.push(...room('space for backups', backups, database))
  return findings
}

function room(check: string, folder: string, database: number): Finding[] {
  const { bavail, bsize, blocks, files, ffree } = statfsSync(folder)
  return roomFindings(check, {
    free: bavail * bsize,
    whole: blocks * bsize,
    inodes: files === 0 ? undefined : ffree,
    database,
  })
}

export interface Room {
  free: number
  whole: number
  /** Undefined where the file system has no fixed number of them. */
  inodes: number | undefined
  database: number
}

export function roomFindings(check: string, { free, whole, inodes, database }: Room): Finding[] {
  const { ok, warning, fault } = findingsOf(check)
  const found = `${inBytes(free)} of ${inBytes(whole)} free, the database has ${inBytes(database)}`
  const remedy = 'Make room or use a larger disk: when it is full nothing can be written any more.'
  if (inodes !== undefined && inodes < fewInodes)
    return [fault(`${inThousands(inodes)} more files fit on the disk (inodes).`, remedy)]
  if (free < leastBytes) return [fault(found, remedy)]
  // A backup is a second copy, and so is what a restore puts beside the old data.
  if (free < Math.max(fewBytes, 2 * database))
    return [warning(found, 'Make room: each backup takes about as much again as the database.')]
  return [ok(found)]
}

type Kind = readonly [name: string, judged: 'network' | 'memory' | 'layer' | 'user']

/** Magic numbers of Linux file systems on which a database is not safe (statfs(2)). */
const KINDS: Readonly<Record<number, Kind>> = {
  0x6969: ['NFS', 'network'],
  0x517b: ['SMB', 'network'],
  0xff534d42: ['CIFS', 'network'],
  0xfe534d42: ['SMB', 'network'],
  0x00c36400: ['Ceph', 'network'],
  0x5346414f: ['AFS', 'network'],
  0x01021997: ['9p', 'network'],
  0x01021994: ['tmpfs', 'memory'],
  0x858458f6: ['ramfs', 'memory'],
  0x794c7630: ['overlay', 'layer'],
  0x65735546: ['FUSE', 'user'],
}

const fileSystem = (folder: string): Finding[] => [fileSystemFinding(statfsSync(folder).type, folder)]

export function fileSystemFinding(type: number, folder: string): Finding {
  const { ok, warning, fault } = findingsOf('file system')
  const [name, judged] = KINDS[type] ?? []
  switch (judged) {
    case 'network':
      return fault(
        `${folder} is on ${name}, where locks and shared memory cannot be relied upon.`,
        'Put the data folder (HUBBUB_DATA) on a disk of this machine.',
      )
    case 'memory':
      return fault(
        `${folder} is in memory (${name}): everything is lost at the next start of the machine.`,
        'Put the data folder (HUBBUB_DATA) on a disk.',
      )
    case 'layer':
      return warning(
        `${folder} is in a container's own layer (${name}), which goes away with the container.`,
        'Mount a volume there.',
      )
    case 'user':
      return warning(
        `${folder} is on a file system that a program provides (${name}); whether it keeps its promises is its own affair.`,
        'Prefer ext4, XFS or ZFS on a disk of this machine.',
      )
    default:
      return ok(`a disk of this machine (type ${type.toString(16)})`)
  }
}
