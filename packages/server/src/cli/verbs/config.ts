import { allSettings, groupTitles } from '../../config/settings.ts'
import { readWords } from '../run-verb.ts'

/** What the server would run with, and what of it somebody chose. */
export const config = {
  name: 'config',
  usage: '[settings]',
  summary: 'shows every setting, its value and whether it was chosen',
  takes: [0, 0],
  async runHere(words: readonly string[]): Promise<string[]> {
    const { config: values } = readWords(config, words)
    const lines: string[] = []
    let group = ''
    for (const row of allSettings) {
      if (row.group !== group) lines.push(`${lines.length > 0 ? '\n' : ''}# ${groupTitles[row.group]}`)
      group = row.group
      const { env, kind, secret } = row.setting
      const value = (values[row.group] as Record<string, unknown>)[row.key]
      const shown = secret && value !== null ? '(hidden)' : kind.show(value)
      lines.push(`${env}=${shown}${values.chosen.includes(env) ? '' : '  # default'}`)
    }
    return lines
  },
} as const
