import { join, resolve } from 'node:path'
import type { Config } from './config.ts'

/** Where backups are put, from the root. */
export function backupFolderOf({ backups, server }: Pick<Config, 'backups' | 'server'>): string {
  return resolve(backups.folder ?? join(server.folder, 'backups'))
}
