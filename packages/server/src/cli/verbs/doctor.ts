import { resolve } from 'node:path'
import { type Config, configOf } from '../../config/config.ts'
import { CommandFault } from '../command-fault.ts'
import { examine } from '../doctor/examine.ts'
import { type Finding, findingsOf } from '../doctor/finding.ts'
import { countOf, reportLines, summaryOf } from '../doctor/report-lines.ts'
import { runningOn } from '../doctor/running-server.ts'
import { readWords } from '../run-verb.ts'
import { textOption, type VerbInput } from '../verb.ts'

/** Looks at the machine, the folder and the settings; works whether the server runs or not, and changes nothing. */
export const doctor = {
  name: 'doctor',
  usage: '[--sockets N] [--json] [settings]',
  summary:
    'checks what makes an installation slow or unsafe, and says what to do; faults end with exit code 1',
  takes: [0, 0],
  options: {
    sockets: { type: 'string', doc: 'how many connections it shall be fit for; 1000' },
    json: { type: 'boolean', doc: 'for programs' },
  },
  async runHere(words: readonly string[]): Promise<string[]> {
    const { input, config, wrong } = read(words)
    const folder = resolve(config.server.folder)
    const running = await runningOn(folder)
    const findings = [...wrong, ...(await examine({ config, folder, running, sockets: socketsOf(input) }))]
    const lines = input.options['json'] === true ? [asJson(findings)] : reportLines(findings)
    if (countOf(findings, 'fault') === 0) return lines
    // The report is what was asked for, so it stays on stdout whatever the exit code.
    console.log(lines.join('\n'))
    throw new CommandFault(1, summaryOf(findings), 'doctor.faults')
  },
} as const

interface Read {
  input: VerbInput
  config: Config
  wrong: Finding[]
}

/** Settings that will not do are a finding too; the rest is looked at with what the server would take without them. */
function read(words: readonly string[]): Read {
  try {
    return { ...readWords(doctor, words), wrong: [] }
  } catch (failure) {
    if (!(failure instanceof CommandFault) || failure.code !== 'config.invalid') throw failure
    const found = findingsOf('settings').fault(
      failure.message.replaceAll('\n', ' '),
      'See `hubbub config --help`.',
    )
    const options: VerbInput['options'] = words.includes('--json') ? { json: true } : {}
    return { input: { args: [], options }, config: configOf(), wrong: [found] }
  }
}

function socketsOf(input: VerbInput): number {
  const count = Number(textOption(input, 'sockets') ?? 1000)
  if (!Number.isInteger(count) || count < 1)
    throw new CommandFault(2, '--sockets takes a whole number above 0.', 'cli.usage')
  return count
}

function asJson(findings: readonly Finding[]): string {
  const counts = { faults: countOf(findings, 'fault'), warnings: countOf(findings, 'warning') }
  return JSON.stringify({ ...counts, findings }, undefined, 2)
}
