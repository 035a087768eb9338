/** Installs the Debian packages that are not there, or throws an error that names the command which would. */
export function ensureSystemPackages(names: readonly string[]): void
