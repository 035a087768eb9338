import type { Kind } from './kinds.ts'

/** One row of the table of settings. */
export interface Setting<T> {
  /** The name in the environment; the flag and the key in the file follow from it. */
  readonly env: string
  readonly kind: Kind<T>
  readonly default: T
  /** One line for the reference. */
  readonly doc: string
  /** Names the older services used for the same thing. */
  readonly also: readonly string[]
  /** Read from a file with `<env>_FILE` too, and never printed. */
  readonly secret: boolean
}

interface Extras {
  also?: readonly string[]
  secret?: boolean
}

export function setting<T>(
  env: string,
  kind: Kind<T>,
  standard: NoInfer<T>,
  doc: string,
  { also = [], secret = false }: Extras = {},
): Setting<T> {
  return { env, kind, default: Object.freeze(standard), doc, also, secret }
}

/** HUBBUB_LOG_LEVEL is `--log-level`. */
export function flagOf(env: string): string {
  return env
    .replace(/^HUBBUB_/, '')
    .toLowerCase()
    .replaceAll('_', '-')
}

/** HUBBUB_LOG_LEVEL is `logLevel` in hubbub.config.json. */
export function fileKeyOf(env: string): string {
  return flagOf(env).replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
