import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { allSettings } from './settings.ts'
import type { Sources, Variables } from './sources.ts'

/** Reads everything the configuration comes from. The only place that looks at the environment. */
export function readSources(args: readonly string[], folder = process.cwd()): Sources {
  const faults: string[] = []
  return {
    args,
    environment: withSecretFiles(process.env, faults),
    dotEnv: withSecretFiles(readDotEnv(folder, faults), faults),
    file: readConfigFile(folder, faults),
    faults,
  }
}

/** Whether a person looks at what we print, and not a file or another program. */
export function isTerminal(): boolean {
  return process.stdout.isTTY === true
}

export function wantsColour(): boolean {
  return isTerminal() && !process.env['NO_COLOR']
}

const secretNames = allSettings.flatMap(({ setting }) =>
  setting.secret ? [setting.env, ...setting.also] : [],
)

/** `JWT_SECRET_FILE=/run/secrets/jwt` stands for JWT_SECRET with that file's content. */
function withSecretFiles(variables: Variables, faults: string[]): Variables {
  const filled: Record<string, string | undefined> = { ...variables }
  for (const name of secretNames) {
    const path = variables[`${name}_FILE`]
    if (!path) continue
    if (variables[name]) faults.push(`${name} and ${name}_FILE are both set; keep one.`)
    filled[name] = readText(path, (reason) =>
      faults.push(`${name}_FILE: ${path} cannot be read (${reason}).`),
    )?.trim()
    if (filled[name] === '') faults.push(`${name}_FILE: ${path} is empty.`)
  }
  return filled
}

function readDotEnv(folder: string, faults: string[]): Variables {
  const written = readText(join(folder, '.env'), (reason) => faults.push(`.env cannot be read (${reason}).`))
  return written === undefined ? {} : parseEnv(written)
}

function readConfigFile(folder: string, faults: string[]): Record<string, unknown> {
  const name = 'hubbub.config.json'
  const written = readText(join(folder, name), (reason) => faults.push(`${name} cannot be read (${reason}).`))
  if (written === undefined) return {}
  try {
    const values: unknown = JSON.parse(written)
    if (typeof values === 'object' && values !== null && !Array.isArray(values)) return { ...values }
    faults.push(`${name} must hold one JSON object, such as {"port": 3000}.`)
  } catch (error) {
    faults.push(`${name} is not JSON: ${(error as Error).message}`)
  }
  return {}
}

/** Undefined where there is nothing to read; only a secret's file has to be there. */
function readText(path: string, fault: (reason: string) => void): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    if (code !== 'ENOENT' || !/(^|\/)(\.env|hubbub\.config\.json)$/.test(path)) fault(code)
    return undefined
  }
}
