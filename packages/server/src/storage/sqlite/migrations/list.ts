import { initial } from './0001-initial.ts'
import { fewerVersions } from './0002-fewer-versions.ts'
import type { Migration } from './migration.ts'

/** In the order in which they are applied; numbers are dense and begin at 1. */
export const migrations: readonly Migration[] = [initial, fewerVersions]
