import { readFlags } from './flags.ts'
import type { Setting } from './setting.ts'
import { allSettings, type settings } from './settings.ts'
import type { Layer, Sources, Variables, Written } from './sources.ts'
import { readFileValues, readVariables } from './variables.ts'

type Table = typeof settings
type ValueOf<S> = S extends Setting<infer T> ? T : never
type Values = { readonly [G in keyof Table]: { readonly [K in keyof Table[G]]: ValueOf<Table[G][K]> } }

/** What the operator chose, checked; nothing changes it while the server runs. */
export interface Config extends Values {
  /** Environment names of the settings that somebody gave, the others stand at their default. */
  readonly chosen: readonly string[]
}

/** `notes` are lines for the operator about things that were understood but have no effect. */
export type Resolved =
  | { ok: true; config: Config; notes: readonly string[] }
  | { ok: false; faults: readonly string[] }

/** Flags over environment over .env over file over default. Finds all faults before it gives up. */
export function resolveConfig(sources: Sources): Resolved {
  const faults = [...(sources.faults ?? [])]
  const notes: string[] = []
  const layers = [
    readFlags(sources.args ?? [], faults),
    readVariables(sources.environment ?? {}, '', faults, notes),
    readVariables(sources.dotEnv ?? {}, ' in .env', faults, notes),
    readFileValues(sources.file ?? {}, faults),
  ]
  const config = assemble(layers, faults)
  faults.push(...contradictions(config))
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, config, notes: [...new Set(notes)] }
}

/** A configuration from variables alone, for tests and programs that embed the server. */
export function configOf(environment: Variables = {}): Config {
  const resolved = resolveConfig({ environment })
  if (!resolved.ok) throw new Error(resolved.faults.join('\n'))
  return resolved.config
}

function assemble(layers: readonly Layer[], faults: string[]): Config {
  const groups: Record<string, Record<string, unknown>> = {}
  const chosen: string[] = []
  for (const { group, key, setting } of allSettings) {
    const written = layers.map((layer) => layer.get(setting.env)).find((found) => found !== undefined)
    if (written) chosen.push(setting.env)
    groups[group] ??= {}
    groups[group][key] = written ? valueOf(setting, written, faults) : setting.default
  }
  for (const group of Object.values(groups)) Object.freeze(group)
  // The table that was walked is the table the type is made from.
  return Object.freeze({ ...(groups as unknown as Values), chosen: Object.freeze(chosen) })
}

function valueOf(setting: Setting<unknown>, written: Written, faults: string[]): unknown {
  const value = setting.kind.parse(written.text.trim())
  if (value !== undefined) return Object.freeze(value)
  const what = setting.secret ? 'its value' : `"${written.text}"`
  faults.push(`${written.where}: ${what} will not do; it must be ${setting.kind.expected}.`)
  return setting.default
}

function contradictions({ network, tokens, limits }: Config): string[] {
  const found: string[] = []
  if (tokens.secret !== null && Buffer.byteLength(tokens.secret) < 32) {
    found.push('HUBBUB_TOKEN_SECRET: too short to be a secret; give 32 characters or more, or leave it out.')
  }
  if (tokens.refreshSeconds <= tokens.accessSeconds) {
    found.push('HUBBUB_REFRESH_TOKEN_LIFETIME must be longer than HUBBUB_ACCESS_TOKEN_LIFETIME.')
  }
  if (network.ports.length === 0) found.push('HUBBUB_PORT: give at least one port.')
  const twice = network.ports.find((one, place) => one !== 0 && network.ports.indexOf(one) !== place)
  if (twice !== undefined) found.push(`HUBBUB_PORT: ${twice} is there twice; a port is opened once.`)
  const largest = Math.max(limits.documentBytes, limits.messageBytes) * 2
  if (Math.min(limits.bodyBytes, limits.frameBytes) < largest) {
    found.push(
      `HUBBUB_LIMIT_BODY and HUBBUB_LIMIT_FRAME must be ${largest} bytes or more, ` +
        'twice HUBBUB_LIMIT_DOCUMENT and HUBBUB_LIMIT_MESSAGE: JSON takes room too.',
    )
  }
  return found
}
