const schemes = new Set(['http:', 'https:', 'mailto:'])

/** The address to go to, or undefined where a link of somebody else must stay text. */
export function safeLink(href: string): string | undefined {
  // Control characters and spaces are dropped by browsers, so that "java\nscript:" would be one.
  if (/[\p{C}\s]/u.test(href)) return undefined
  const url = URL.parse(href)
  return url && schemes.has(url.protocol) ? url.href : undefined
}
