/** A one-time link alone on its line, so that it can be copied; and until when. */
export function linkLines({ url, expiresAt }: { url: string; expiresAt: string }): string[] {
  return [url, `Works once, until ${expiresAt.replace('T', ' ').slice(0, 16)} UTC.`]
}
