import { signal } from '@preact/signals'

/** The server has another build of this page than the one that runs: the next way leads to the new one. */
export const isOutdated = signal(false)
