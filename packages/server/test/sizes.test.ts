import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  anysIn,
  BUDGETS,
  fileSizes,
  functionSizes,
  type Measured,
  type Spread,
  spreadOf,
} from './guards/sizes.ts'
import { portSize } from './guards/port-size.ts'
import { parseSource, readSources } from './guards/source-tree.ts'

/** Files and functions that are right although they are long, each with its reason. */
const EXCEPTIONS: Record<string, string> = {}

const files = readSources()

function overlong(measured: readonly Measured[], max: number): string[] {
  const names = measured
    .filter(({ lines }) => lines > max)
    .map(({ place, lines }) => `${place}: ${lines} lines`)
  return names.filter((name) => !(name.replace(/[: ].*/, '') in EXCEPTIONS))
}

function within({ median, p90 }: Spread, budget: Spread): void {
  assert.ok(median <= budget.median, `the median is ${median} lines, the budget ${budget.median}`)
  assert.ok(p90 <= budget.p90, `one in ten has more than ${p90} lines, the budget is ${budget.p90}`)
}

test('no file is too long to be read at once, and most are short', () => {
  const sizes = fileSizes(files)
  assert.ok(sizes.length > 50, 'the sources were found')
  assert.deepEqual(overlong(sizes, BUDGETS.files.max), [])
  within(spreadOf(sizes), BUDGETS.files)
})

const mostPortFunctions = 35

test('a new engine has few functions to write', () => {
  const functions = portSize(files)
  assert.ok(functions > 20, 'they were found')
  assert.ok(functions <= mostPortFunctions, `${functions} functions`)
})

test('no function is longer than a screen, and most are a few lines', () => {
  const sizes = functionSizes(files)
  assert.ok(sizes.length > 100, 'the functions were found')
  assert.deepEqual(overlong(sizes, BUDGETS.functions.max), [])
  within(spreadOf(sizes), BUDGETS.functions)
})

test('protocol, core and client know all their types', () => {
  assert.deepEqual(anysIn(files), [])
})

test('the measuring sees what it should', () => {
  const text = `export function long() {${'\n'.repeat(90)}}\nconst short = () => { return 1 }\nclass A { m(x: any) {} }\n`
  const forged = [parseSource('packages/client/src/a.ts', text)]
  assert.deepEqual(fileSizes(forged), [{ place: 'packages/client/src/a.ts', lines: 93 }])
  assert.deepEqual(functionSizes(forged), [
    { place: 'packages/client/src/a.ts:1 long', lines: 91 },
    { place: 'packages/client/src/a.ts:92 short', lines: 1 },
    { place: 'packages/client/src/a.ts:93 m', lines: 1 },
  ])
  assert.deepEqual(overlong(functionSizes(forged), 80), ['packages/client/src/a.ts:1 long: 91 lines'])
  assert.deepEqual(anysIn(forged), ['packages/client/src/a.ts:93'])
})
