import { isTest } from './source-tree.ts'

/** One source text by its path from the root. */
export type Texts = ReadonlyMap<string, string>

const EXPORTED = /^export (?:async )?(?:function\*?|const|let|class) (\w+)/gm
const REPEATED = /^export (?:\*|\{[^}]*\}) from .*$/gm

/** What the SDK's door names is for others. */
const isDoor = (path: string): boolean => path === 'packages/client/src/index.ts'

/** The published documents list every schema of these by its name. */
const isPublished = (path: string): boolean => path.startsWith('packages/protocol/src/entities/')

/**
 * Exported values that no other file names, or nothing but their own test. What a file uses itself may be exported for
 * its test; types are left out, as they say what an exported function takes.
 */
export function deadExports(texts: Texts): string[] {
  const words = new Map([...texts].map(([path, text]) => [path, wordsOf(path, text)]))
  return [...texts].flatMap(([path, text]) =>
    [...text.matchAll(EXPORTED)].flatMap(([, name = '']) =>
      isPublished(path) || isUsed(name, path, text, words) ? [] : [`${path}: ${name}`],
    ),
  )
}

function isUsed(name: string, path: string, text: string, words: ReadonlyMap<string, Set<string>>): boolean {
  const others = [...words.keys()].filter((other) => other !== path && words.get(other)?.has(name))
  const ownTest = path.replace(/(\.\w+)$/, '.test$1')
  const usedHere = text.split(new RegExp(`\\b${name}\\b`)).length > 2
  return others.some((other) => other !== ownTest || usedHere || isTest(path))
}

function wordsOf(path: string, text: string): Set<string> {
  return new Set((isDoor(path) ? text : text.replace(REPEATED, '')).match(/\w+/g))
}
