import type { Dialect } from './door.ts'

/** The older APIs this server speaks. Removing one is its folder and its line here. */
export const dialects: readonly Dialect[] = []
