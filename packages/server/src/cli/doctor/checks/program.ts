import { findingsOf, type Finding } from '../finding.ts'

const { ok, warning, fault } = findingsOf('node')

const oldestNode = [24, 17]
const oldestSqlite = [3, 51, 3]

export const checkProgram = (): Finding[] =>
  programFindings({
    node: process.versions.node,
    sqlite: process.versions['sqlite'] ?? '0',
    platform: process.platform,
  })

/** Older Nodes have known holes in HTTP, and an SQLite that can damage a database several threads use. */
export function programFindings(has: { node: string; sqlite: string; platform: string }): Finding[] {
  const remedy = `Run it on Node ${oldestNode.join('.')} or newer.`
  if (isOlder(has.node, oldestNode)) return [fault(`Node ${has.node} has known holes.`, remedy)]
  if (isOlder(has.sqlite, oldestSqlite))
    return [fault(`SQLite ${has.sqlite} can damage a database under load.`, remedy)]
  const found = `Node ${has.node} with SQLite ${has.sqlite}`
  return has.platform === 'linux'
    ? [ok(found)]
    : [warning(`${found} on ${has.platform}`, 'Only Linux is tested; some checks cannot look here.')]
}

function isOlder(version: string, than: readonly number[]): boolean {
  const parts = version.split('.').map(Number)
  for (const [place, bound] of than.entries()) {
    const part = parts[place] ?? 0
    if (part !== bound) return part < bound
  }
  return false
}
