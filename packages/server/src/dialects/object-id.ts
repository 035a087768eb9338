/** An ObjectId in small letters, as ids are stored; undefined for what is none. */
export const objectIdIn = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value) ? value.toLowerCase() : undefined
