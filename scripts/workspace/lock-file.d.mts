export interface LockFile {
  packages: Record<string, { version?: string; optional?: boolean; hasInstallScript?: boolean }>
}

export function missingPlatformPackages(lock: LockFile): { name: string; version: string; dev: boolean }[]
export function completedLock(lock: LockFile): LockFile
