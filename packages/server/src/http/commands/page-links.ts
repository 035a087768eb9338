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
    // Numbers need no escaping, and history is what is read most.
    const limit = typeof input['limit'] === 'number' ? `&limit=${input['limit']}` : ''
    if (typeof place.before === 'number') links.push(link(url, `before=${place.before}${limit}`, 'prev'))
    if (typeof place.after === 'number') links.push(link(url, `after=${place.after}${limit}`, 'next'))
  } else if (typeof place.next === 'string') {
    links.push(link(url, String(queryOf(url, { after: place.next })), 'next'))
  }
  return links.length > 0 ? links.join(', ') : undefined
}

function link(url: string, query: string, rel: 'next' | 'prev'): string {
  return `<${pathOf(url)}?${query}>; rel="${rel}"`
}

/** Relative to the server, so that no Host header gets into a link. A `>` cannot stand in a parsed address. */
function pathOf(url: string): string {
  return (url.split('?', 1)[0] ?? '').replace(/[<>"]/g, encodeURIComponent)
}

/** The query as it was asked, but for these fields. */
function queryOf(url: string, fields: Record<string, string>): URLSearchParams {
  const query = new URLSearchParams(url.split('?').slice(1).join('?'))
  for (const [name, value] of Object.entries(fields)) query.set(name, value)
  return query
}
