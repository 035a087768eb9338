import { didYouMean } from './did-you-mean.ts'
import { flagOf, type Setting } from './setting.ts'
import { allSettings } from './settings.ts'
import type { Layer, Written } from './sources.ts'

const byFlag = new Map(allSettings.map(({ setting }) => [flagOf(setting.env), setting]))

/** Reads `--port 3000`, `--port=3000`, `--guests` and `--no-guests`. */
export function readFlags(args: readonly string[], faults: string[]): Layer {
  const layer = new Map<string, Written>()
  const rest = args.filter((arg) => arg !== '--')
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const flag = /^--(no-)?([a-z0-9-]+)(?:=(.*))?$/s.exec(arg)
    const asWritten = flag?.[1] ? byFlag.get(`no-${flag[2]}`) : undefined
    const setting = asWritten ?? byFlag.get(flag?.[2] ?? '')
    if (!flag || !setting || (flag[1] && !setting.kind.bare)) {
      faults.push(unknownFlag(arg))
      if (flag && rest[0] && !rest[0].startsWith('--')) rest.shift()
      continue
    }
    const text = flag[1] ? 'off' : (flag[3] ?? nextValue(setting, rest))
    if (text === undefined) faults.push(`--${flag[2]} needs a value: ${setting.kind.expected}.`)
    else add(layer, setting, text, faults)
  }
  return layer
}

function nextValue(setting: Setting<unknown>, rest: string[]): string | undefined {
  const next = rest[0]
  if (setting.kind.bare !== undefined) {
    return next !== undefined && setting.kind.parse(next) !== undefined ? rest.shift() : setting.kind.bare
  }
  return next === undefined || next.startsWith('--') ? undefined : rest.shift()
}

function add(layer: Map<string, Written>, setting: Setting<unknown>, text: string, faults: string[]): void {
  const where = `--${flagOf(setting.env)}`
  const before = layer.get(setting.env)
  if (before && !setting.kind.many) faults.push(`${where} is given twice; give it once.`)
  layer.set(setting.env, { text: before && setting.kind.many ? `${before.text},${text}` : text, where })
}

function unknownFlag(arg: string): string {
  if (!arg.startsWith('--')) return `"${arg}" is not understood: settings begin with --, as in --port 3000.`
  const name = arg.slice(2).split('=')[0] ?? ''
  return `--${name} is not a setting.${didYouMean(
    `--${name}`,
    [...byFlag.keys()].map((flag) => `--${flag}`),
  )}`
}
