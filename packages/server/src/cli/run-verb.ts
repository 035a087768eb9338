import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { dataFiles, openAlone } from '../compose.ts'
import { type Config, resolveConfig } from '../config/config.ts'
import { readSources } from '../config/env.ts'
import { flagOf } from '../config/setting.ts'
import { allSettings } from '../config/settings.ts'
import { askRunning } from './control-client.ts'
import { CommandFault } from './command-fault.ts'
import type { Verb, VerbInput } from './verb.ts'

/** Does what a verb says, through the running server or, where none runs, alone. Answers lines to print. */
export async function runVerb(verb: Verb, words: readonly string[]): Promise<string[]> {
  const { input, config } = readWords(verb, words)
  const prepared = (await verb.prepare?.(input)) ?? input
  const answer = await askRunning(config.server.folder, verb.name, prepared)
  if (answer === undefined) return runAlone(verb, config, prepared)
  if (!answer.ok) throw new CommandFault(1, answer.message, answer.code)
  return answer.lines
}

async function runAlone(verb: Verb, config: Config, input: VerbInput): Promise<string[]> {
  const { folder, database } = dataFiles(config.server.folder)
  const isNew = !existsSync(database)
  if (isNew && !verb.begins) throw nothingIn(folder)
  const instance = await openAlone(config)
  try {
    const lines = await verb.run(instance, input)
    return isNew ? [...lines, `There was no server in ${folder} before; its data is there now.`] : lines
  } finally {
    await instance.close()
  }
}

function nothingIn(folder: string): CommandFault {
  return new CommandFault(
    69,
    `No server keeps its data in ${folder}, and none was made there.\n` +
      'Name the right folder with --data or HUBBUB_DATA; a new server begins with `hubbub start`.',
    'cli.no-data',
  )
}

/** A verb's own options, and the settings of the server beside them. */
export function readWords(
  verb: Pick<Verb, 'name' | 'usage' | 'takes' | 'options'>,
  words: readonly string[],
): { input: VerbInput; config: Config } {
  const { values, positionals } = parsed(verb, words)
  const own = Object.keys(verb.options ?? {})
  const [least, most] = verb.takes
  if (positionals.length < least || positionals.length > most) {
    throw new CommandFault(2, `Use it so: hubbub ${verb.name} ${verb.usage}`.trimEnd(), 'cli.usage')
  }
  const options: VerbInput['options'] = {}
  const args: string[] = []
  for (const [name, value] of Object.entries(values)) {
    if (own.includes(name)) options[name] = value as VerbInput['options'][string]
    else for (const one of [value].flat()) args.push(one === true ? `--${name}` : `--${name}=${String(one)}`)
  }
  return { input: { args: positionals, options }, config: configFrom(args) }
}

function parsed(
  { name, usage, options = {} }: Pick<Verb, 'name' | 'usage' | 'options'>,
  words: readonly string[],
) {
  const settings = allSettings.map(({ setting }) => [flagOf(setting.env), setting] as const)
  const flags = settings.map(([flag, { kind }]) => [
    flag,
    {
      type: kind.bare === undefined ? ('string' as const) : ('boolean' as const),
      multiple: kind.many ?? false,
    },
  ])
  const own = Object.entries(options).map(([flag, { type, multiple = false }]) => [flag, { type, multiple }])
  try {
    const known = Object.fromEntries([...flags, ...own])
    return parseArgs({ args: [...words], options: known, allowPositionals: true, strict: true })
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause)
    throw new CommandFault(2, `${words}\nUse it so: hubbub ${name} ${usage}`.trimEnd(), 'cli.usage')
  }
}

/** The configuration, or all its faults at once. */
export function configFrom(args: readonly string[]): Config {
  const resolved = resolveConfig(readSources(args))
  if (!resolved.ok) {
    const list = resolved.faults.map((fault) => `- ${fault}`).join('\n')
    throw new CommandFault(78, `The configuration will not do:\n${list}`, 'config.invalid')
  }
  return resolved.config
}
