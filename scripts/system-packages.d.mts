export const PYTHON_CLIENTS: readonly string[]
export const NEEDED_BY_TESTS: readonly string[]
/** Installs the Debian packages that are not there, or throws an error that names the command which would. */
export function ensureSystemPackages(names: readonly string[]): void
