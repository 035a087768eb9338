/** Makes packages/server/dist when a source, the lock file or the way of bundling changed since. */
export function ensureBundled(): Promise<void>
