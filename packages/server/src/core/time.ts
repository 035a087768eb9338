let newest = { epochMs: 0, text: new Date(0).toISOString() }

/** The wire form of an instant: RFC 3339, UTC, milliseconds. Pure: the instant comes from the clock port. */
export function isoTime(epochMs: number): string {
  // Under load many things happen in the same millisecond.
  if (newest.epochMs !== epochMs) newest = { epochMs, text: new Date(epochMs).toISOString() }
  return newest.text
}
