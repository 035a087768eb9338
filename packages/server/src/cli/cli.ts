import { didYouMean } from '../config/did-you-mean.ts'
import { version } from '../config/version.ts'
import { allVerbs } from './all-verbs.ts'
import { CommandFault, faultFor } from './command-fault.ts'
import { runVerb } from './run-verb.ts'
import { start } from './start.ts'
import type { Verb, VerbOption } from './verb.ts'
import { config } from './verbs/config.ts'
import { doctor } from './verbs/doctor.ts'
import { health } from './verbs/health.ts'
import { restore } from './verbs/restore.ts'

/** Verbs that look at this machine alone and never ask a running server. */
const localVerbs = [restore, config, health, doctor] as const

process.exitCode = await main(process.argv.slice(2))

/** Answers the exit code; everything to read goes to stdout, everything that went wrong to stderr. */
async function main(words: readonly string[]): Promise<number> {
  try {
    return await run(words)
  } catch (error) {
    const fault = faultFor(error)
    if (!fault) throw error
    console.error(`hubbub: ${fault.message}\n(${fault.code})`)
    return fault.exitCode
  }
}

async function run(words: readonly string[]): Promise<number> {
  const [first = '--help', ...rest] = words
  if (first === 'start' || first === 'serve') return start(rest)
  if (first === '--version' || first === '-v' || first === 'version') return print([version])
  if (first === '--help' || first === '-h' || first === 'help') return print(helpLines())
  const local = localVerbs.find(({ name }) => name === first)
  if (local) return print(asksForHelp(rest) ? verbHelp(local) : await local.runHere(rest))
  const verb = allVerbs.find(({ name }) => name === first || name === `${first} ${rest[0] ?? ''}`)
  if (!verb) throw unknownVerb(first)
  const own = rest.slice(verb.name.split(' ').length - 1)
  return print(asksForHelp(own) ? verbHelp(verb) : await runVerb(verb, own))
}

function unknownVerb(word: string): CommandFault {
  const names = ['start', ...[...allVerbs, ...localVerbs].map(({ name }) => name)]
  const longer = names.filter((name) => name.startsWith(`${word} `))
  const said =
    longer.length > 0
      ? `"${word}" wants a second word: ${longer.join(', ')}.`
      : `There is no "${word}".${didYouMean(word, names)}`
  return new CommandFault(2, `${said} Try: hubbub --help`, 'cli.unknown-verb')
}

function asksForHelp(words: readonly string[]): boolean {
  return words.includes('--help') || words.includes('-h')
}

function print(lines: readonly string[]): number {
  console.log(lines.join('\n'))
  return 0
}

type Described = Pick<Verb, 'name' | 'usage' | 'summary'> & {
  options?: Readonly<Record<string, VerbOption>>
}

function helpLines(): string[] {
  const start: Described = { name: 'start', usage: '[settings]', summary: 'runs the server' }
  return [
    'Use: hubbub VERB …',
    '',
    ...[start, ...allVerbs, ...localVerbs].map(
      ({ name, usage, summary }) => `  ${`${name} ${usage}`.trimEnd()}\n      ${summary}`,
    ),
    '',
    'Every verb takes the settings of the server too, such as --data FOLDER; `hubbub config` lists them.',
  ]
}

function verbHelp({ name, usage, summary, options = {} }: Described): string[] {
  return [
    `Use: hubbub ${name} ${usage}`,
    summary,
    ...Object.entries(options).map(([option, { doc }]) => `  --${option.padEnd(10)}  ${doc}`),
  ]
}
