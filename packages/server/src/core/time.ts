/** The wire form of an instant: RFC 3339, UTC, milliseconds. Pure: the instant comes from the clock port. */
export function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString()
}
