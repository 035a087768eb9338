import type { CommandName } from '@hubbub/protocol'
import type { Fields } from './command-input.ts'

/** What an answer says beside its rows: where to go on. */
export interface PagePlace {
  next?: unknown
  before?: unknown
  after?: unknown
}

/** RFC 8288 links to the neighbouring pages; undefined where there are none. */
export function pageLinks(
  name: CommandName,
  url: string,
  input: Fields,
  place: PagePlace,
): string | undefined {
  const links: string[] = []
  if (name === 'message.list') {
    const { limit } = input
    if (typeof place.before === 'number') links.push(link(url, { before: place.before, limit }, 'prev'))
    if (typeof place.after === 'number') links.push(link(url, { after: place.after, limit }, 'next'))
  } else if (typeof place.next === 'string') {
    links.push(link(url, { ...queryOf(url), after: place.next }, 'next'))
  }
  return links.length > 0 ? links.join(', ') : undefined
}

function link(url: string, fields: Fields, rel: 'next' | 'prev'): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) query.set(name, String(value))
  return `<${pathOf(url)}?${query}>; rel="${rel}"`
}

/** Relative to the server, so that no Host header gets into a link. A `>` cannot stand in a parsed address. */
function pathOf(url: string): string {
  return (url.split('?', 1)[0] ?? '').replace(/[<>"]/g, encodeURIComponent)
}

function queryOf(url: string): Fields {
  const query = url.split('?').slice(1).join('?')
  return Object.fromEntries(new URLSearchParams(query))
}
