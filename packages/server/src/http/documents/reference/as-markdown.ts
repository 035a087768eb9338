import { type Block, type Page, type Piece, piecesOf } from './blocks.ts'

/** The same page as a file of the repository. */
export function markdownPage(page: Page): string {
  const parts = [`# ${page.title}`, inline(page.lead), ...page.blocks().map(block)]
  return `<!-- Written by \`npm run docs\` from the code; changes here are lost. -->\n\n${parts.join('\n\n')}\n`
}

function block(one: Block): string {
  if ('heading' in one) {
    // The anchor of the page on the server, so that one address works for both.
    const anchor = one.id === undefined ? '' : `<a id="${one.id}"></a>\n\n`
    return `${anchor}${'#'.repeat(one.level)} ${inline(one.heading)}`
  }
  if ('text' in one) return inline(one.text)
  if ('list' in one) return one.list.map((item) => `- ${inline(item)}`).join('\n')
  if ('code' in one) return `\`\`\`${one.lang}\n${one.code}\n\`\`\``
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => inline(cell).replaceAll('|', '\\|')).join(' | ')} |`
  return [line(one.head), line(one.head.map(() => '---')), ...one.rows.map(line)].join('\n')
}

const inline = (text: string): string => piecesOf(text).map(piece).join('')

function piece(one: Piece): string {
  if ('plain' in one) return one.plain.replace(/[<>*_]/g, (mark) => `\\${mark}`)
  if ('code' in one) return `\`${one.code}\``
  const words = one.words.map(piece).join('')
  const file = filePath(one.href)
  return file === undefined ? words : `[${words}](${file})`
}

/** Pages of the server are files beside one another here; what else it serves cannot be followed from a file. */
function filePath(href: string): string | undefined {
  const [path = '', anchor] = href.split('#')
  if (!path.startsWith('/')) return href
  if (!path.startsWith('/docs')) return undefined
  return `${fileName(path.slice('/docs'.length))}${anchor === undefined ? '' : `#${anchor}`}`
}

/** The page's name under docs/reference. */
export function fileName(pagePath: string): string {
  return `${pagePath.slice(1) || 'rest'}.md`
}
