// `npm run docs`: writes what is generated from the code. A test fails when a page is out of date.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled } from './workspace/install.mjs'
import { runOnOurNode } from './workspace/node.mjs'
import { root, say } from './workspace/paths.mjs'

ensureInstalled()
if (!runOnOurNode(import.meta.url)) {
  const { generatedPages } = await import('../packages/server/test/generated-pages.ts')
  for (const { path, content } of generatedPages) {
    writeFileSync(join(root, path), content)
    say(`written: ${path}`)
  }
}
