import bash from 'highlight.js/lib/languages/bash'
import css from 'highlight.js/lib/languages/css'
import diff from 'highlight.js/lib/languages/diff'
import go from 'highlight.js/lib/languages/go'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import python from 'highlight.js/lib/languages/python'
import rust from 'highlight.js/lib/languages/rust'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'
import { createLowlight } from 'lowlight'

const lowlight = createLowlight({
  bash,
  css,
  diff,
  go,
  java,
  javascript,
  json,
  python,
  rust,
  sql,
  typescript,
  xml,
  yaml,
})

/** A piece of code and what it is; pieces lie inside one another. */
export type CodePart = string | { kind: string; parts: readonly CodePart[] }

/** Code taken apart, as data: it never becomes HTML. Undefined where the language is none that we know. */
export function partsOf(code: string, language: string): readonly CodePart[] | undefined {
  if (!lowlight.registered(language)) return undefined
  return lowlight.highlight(language, code).children.flatMap(partOf)
}

type Node = ReturnType<typeof lowlight.highlight>['children'][number]

function partOf(node: Node): CodePart[] {
  if (node.type === 'text') return [node.value]
  if (node.type !== 'element') return []
  const [name] = [node.properties['className']].flat()
  return [{ kind: String(name), parts: node.children.flatMap((child) => partOf(child)) }]
}
