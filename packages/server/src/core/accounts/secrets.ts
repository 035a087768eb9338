/**
 * Links, refresh tokens and API keys are `<row id>.<secret>`: the row is found by its id and only the digest of the
 * secret is stored and compared. Nothing is looked up by a secret, so no index can leak one.
 */
export interface Secret {
  id: string
  secret: string
}

const dotted = /^([0-9a-f]{24})\.([A-Za-z0-9_-]{20,160})$/
const apiKey = /^hbk_([0-9a-f]{24})_([A-Za-z0-9_-]{20,160})$/

export const tokenOf = ({ id, secret }: Secret): string => `${id}.${secret}`
export const apiKeyOf = ({ id, secret }: Secret): string => `hbk_${id}_${secret}`

export const partsOfToken = (token: string): Secret | undefined => partsOf(dotted, token)
export const partsOfApiKey = (key: string): Secret | undefined => partsOf(apiKey, key)

function partsOf(form: RegExp, text: string): Secret | undefined {
  const [, id, secret] = form.exec(text) ?? []
  return id !== undefined && secret !== undefined ? { id, secret } : undefined
}

/** Compares digests in the same time wherever they differ. */
export function sameDigest(one: string, other: string): boolean {
  let difference = one.length ^ other.length
  for (let place = 0; place < one.length; place++)
    difference |= one.charCodeAt(place) ^ other.charCodeAt(place % Math.max(other.length, 1))
  return difference === 0
}
