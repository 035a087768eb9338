import { type Block, type Exposures, type Page, type Piece, piecesOf } from './blocks.ts'

/** A page that needs no script, nothing inline and nothing from elsewhere. */
export function htmlPage(page: Page, all: readonly Page[], exposures?: Exposures): string {
  const blocks = page.blocks(exposures)
  const parent = page.under ?? page.path
  const links = all
    .filter(({ under }) => under === undefined || under === parent)
    .map(({ path, title }) => {
      const here = path === page.path ? ' aria-current="page"' : ''
      return `<a href="/docs${path}"${here}>${escaped(title)}</a>`
    })
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(page.title)} · Hubbub</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<nav aria-label="Reference">${links.join('\n')}</nav>
${contents(blocks)}
<main id="content">
<h1>${escaped(page.title)}</h1>
<p class="lead">${inline(page.lead)}</p>
${blocks.map(block).join('\n')}
</main>
</body>
</html>
`
}

function contents(blocks: readonly Block[]): string {
  const items = blocks.flatMap((one) =>
    'heading' in one && one.level === 2 && one.id
      ? [`<li><a href="#${one.id}">${inline(one.heading)}</a></li>`]
      : [],
  )
  return items.length > 2
    ? `<nav class="contents" aria-label="On this page"><ul>${items.join('')}</ul></nav>`
    : ''
}

function block(one: Block): string {
  if ('heading' in one) {
    const id = one.id === undefined ? '' : ` id="${escaped(one.id)}"`
    const words = inline(one.heading)
    const anchor = one.id === undefined ? words : `<a class="anchor" href="#${escaped(one.id)}">${words}</a>`
    return `<h${one.level}${id}>${anchor}</h${one.level}>`
  }
  if ('text' in one) return `<p>${inline(one.text)}</p>`
  if ('list' in one) return `<ul>${one.list.map((item) => `<li>${inline(item)}</li>`).join('')}</ul>`
  if ('code' in one) return `<pre tabindex="0"><code>${escaped(one.code)}</code></pre>`
  const head = one.head.map((cell) => `<th scope="col">${inline(cell)}</th>`).join('')
  const rows = one.rows.map((row) => `<tr>${row.map((cell) => `<td>${inline(cell)}</td>`).join('')}</tr>`)
  return `<div class="table" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table></div>`
}

const inline = (text: string): string => piecesOf(text).map(piece).join('')

function piece(one: Piece): string {
  if ('plain' in one) return escaped(one.plain)
  if ('code' in one) return `<code>${escaped(one.code)}</code>`
  return `<a href="${escaped(one.href)}">${one.words.map(piece).join('')}</a>`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
