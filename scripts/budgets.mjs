// `npm run budgets`: measures what is promised in numbers; fails when one is over.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBundled } from './workspace/bundle.mjs'
import { ensureInstalled } from './workspace/install.mjs'
import { measureSdk, serverDependencies } from './workspace/measure-packages.mjs'
import { measureServer } from './workspace/measure-server.mjs'
import { measureWeb } from './workspace/measure-web.mjs'
import { runOnOurNode } from './workspace/node.mjs'
import { root, say } from './workspace/paths.mjs'

ensureInstalled()
if (!runOnOurNode(import.meta.url)) {
  const lines = [...(await sizes()), ...(await programs())]
  for (const { name, value, budget, unit } of lines) {
    const verdict = value <= budget ? 'ok  ' : 'OVER'
    console.log(`${verdict} ${name.padEnd(52)} ${String(value).padStart(8)} of ${budget} ${unit}`)
  }
  if (lines.some(({ value, budget }) => value > budget)) process.exitCode = 1
}

async function sizes() {
  const guards = '../packages/server/test/guards'
  const { anysIn, BUDGETS, fileSizes, functionSizes, spreadOf } = await import(`${guards}/sizes.ts`)
  const { portSize } = await import(`${guards}/port-size.ts`)
  const { readSources } = await import(`${guards}/source-tree.ts`)
  const files = readSources()
  return [
    ...spreadLines('files', spreadOf(fileSizes(files)), BUDGETS.files),
    ...spreadLines('functions', spreadOf(functionSizes(files)), BUDGETS.functions),
    { name: '`any` in protocol, core and client', value: anysIn(files).length, budget: 0, unit: '' },
    { name: 'functions of the store port', value: portSize(files), budget: 35, unit: '' },
    {
      name: 'direct run-time dependencies of the server',
      value: serverDependencies().length,
      budget: 19,
      unit: '',
    },
  ]
}

function spreadLines(what, spread, budget) {
  return ['median', 'p90', 'max'].map((key) => {
    return { name: `${what}: ${key}`, value: spread[key], budget: budget[key], unit: 'lines' }
  })
}

async function programs() {
  const lines = []
  if (existsSync(join(root, 'packages/client/src/index.ts'))) {
    const { gzipBytes, strangers } = await measureSdk()
    lines.push({ name: 'SDK with engine.io-client, gzip', value: gzipBytes, budget: 20_480, unit: 'bytes' })
    lines.push({ name: 'validators in the SDK', value: strangers.length, budget: 0, unit: 'files' })
  } else say('not measured: the SDK, packages/client/src/index.ts is not there')
  if (existsSync(join(root, 'packages/web/build.mjs'))) {
    const { signInBytes, chatBytes } = await measureWeb()
    lines.push({
      name: 'web: scripts of the sign-in page, brotli',
      value: signInBytes,
      budget: 30_000,
      unit: 'bytes',
    })
    lines.push({
      name: 'web: scripts of the first room, brotli',
      value: chatBytes,
      budget: 75_000,
      unit: 'bytes',
    })
  }
  lines.push(...(await pageInABrowser()))
  if (existsSync(join(root, 'packages/server/src/main.ts'))) {
    await ensureBundled()
    const { startMs, idleMb } = await measureServer()
    lines.push({ name: 'from spawn to listening, median of 5', value: startMs, budget: 700, unit: 'ms' })
    lines.push({
      name: 'idle memory of the server, workers included',
      value: idleMb,
      budget: 120,
      unit: 'MB',
    })
  } else say('not measured: start and memory, packages/server/src/main.ts is not there')
  return lines
}

async function pageInABrowser() {
  if (!existsSync(join(root, 'packages/web/test/budgets/measure-page.ts'))) return []
  const { measurePage } = await import('../packages/web/test/budgets/measure-page.ts')
  return measurePage()
}
