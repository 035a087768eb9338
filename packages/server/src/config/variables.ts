import { didYouMean } from './did-you-mean.ts'
import { readLegacy } from './legacy.ts'
import { fileKeyOf } from './setting.ts'
import { allSettings } from './settings.ts'
import type { Layer, Variables, Written } from './sources.ts'

/** Names with our prefix that are no settings: the workspace's own scripts read them. */
const OF_THE_SCRIPTS = ['HUBBUB_TEST_LONG', 'HUBBUB_NO_APT']

const known = allSettings.flatMap(({ setting }) =>
  setting.secret ? [setting.env, `${setting.env}_FILE`] : [setting.env],
)

/** Reads one set of variables; an empty one counts as not set, as `PORT=` in a compose file means nothing. */
export function readVariables(variables: Variables, place: string, faults: string[], notes: string[]): Layer {
  const layer = new Map<string, Written>()
  const legacy = readLegacy(variables, faults, notes)
  for (const { setting } of allSettings) {
    const name = [setting.env, ...setting.also].find((candidate) => variables[candidate])
    const text = name && variables[name]
    if (text) layer.set(setting.env, { text, where: `${name}${place}` })
    else if (legacy.has(setting.env)) layer.set(setting.env, legacy.get(setting.env) as Written)
  }
  for (const name of Object.keys(variables)) {
    if (!name.startsWith('HUBBUB_') || known.includes(name) || OF_THE_SCRIPTS.includes(name)) continue
    faults.push(`${name}${place} is not a setting.${didYouMean(name, known)}`)
  }
  return layer
}

const byFileKey = new Map(allSettings.map(({ setting }) => [fileKeyOf(setting.env), setting]))

/** Reads hubbub.config.json: `{"port": 3000, "allowedOrigins": ["https://chat.example.org"]}`. */
export function readFileValues(values: Readonly<Record<string, unknown>>, faults: string[]): Layer {
  const layer = new Map<string, Written>()
  for (const [key, value] of Object.entries(values)) {
    const where = `"${key}" in hubbub.config.json`
    const setting = byFileKey.get(key)
    const text = asText(value)
    if (!setting) faults.push(`${where} is not a setting.${didYouMean(key, [...byFileKey.keys()])}`)
    else if (text === undefined) faults.push(`${where} must be ${setting.kind.expected}.`)
    else layer.set(setting.env, { text, where })
  }
  return layer
}

function asText(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const parts = value.map(asText)
    return parts.includes(undefined) ? undefined : parts.join(',')
  }
  if (value === null) return 'off'
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}
