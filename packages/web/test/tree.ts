import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Locator } from 'playwright-core'

const folder = fileURLToPath(new URL('./trees/', import.meta.url))

const missing = 'was not there and has been written: read it, then run this again'
const changed = (file: string) =>
  `is not what a screen reader gets now. Where that is meant, delete ${file}, run this test (it writes the file and fails once) and read the difference`

export interface KeptTrees {
  /** What did not agree, in words. */
  faults: string[]
  same(part: Locator, name: string): Promise<void>
}

/** Holds what assistive technology gets of a page against the trees in `trees/`, which somebody has read. */
export function keptTrees(): KeptTrees {
  const faults: string[] = []
  return {
    faults,
    async same(part, name) {
      const tree = steady(await part.ariaSnapshot())
      const file = `${folder}${name}.yaml`
      if (!existsSync(file)) {
        mkdirSync(folder, { recursive: true })
        writeFileSync(file, tree)
        faults.push(`trees/${name}.yaml ${missing}.`)
      } else if (readFileSync(file, 'utf8') !== tree)
        faults.push(`trees/${name}.yaml ${changed(`packages/web/test/trees/${name}.yaml`)}. Now:\n${tree}`)
    },
  }
}

/** Without what differs from one run to the next. */
function steady(tree: string): string {
  const lines = tree
    .replaceAll(/\d{1,2}:\d{2}\s[AP]M/g, 'TIME')
    .replaceAll(/\w+, \w+ \d{1,2}, \d{4} at TIME/g, 'TIME')
    .replaceAll(/Last seen [^\n"]*/g, 'Last seen TIME')
    .replaceAll(/#[\w-]+\.[\w-]{43}/g, '#SECRET')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')
    .replaceAll(/\/c\/rooms\/[0-9a-f]{24}/g, '/c/rooms/ID')
  return `${lines}\n`
}
