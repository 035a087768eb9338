import { checkJson, type JsonObject, limits } from '@hubbub/protocol'
import { refuse } from '../refusal.ts'

/**
 * The content of a document after a JSON Merge Patch (RFC 7396): null takes a field away, objects are merged, all else
 * replaces what was there. Refuses a patch that is no object, and a result beyond the bounds of a document's JSON;
 * bytes are the caller's to count.
 */
export function mergePatch(content: Readonly<Record<string, unknown>>, patch: unknown): JsonObject {
  if (!isObject(patch)) {
    throw refuse('request.invalid', {
      detail: 'The patch must be a JSON object.',
      errors: [{ pointer: '/patch', detail: 'not an object' }],
    })
  }
  checkBounds(patch, '/patch')
  const merged = merge(content, patch)
  checkBounds(merged, '')
  return merged as JsonObject
}

/**
 * RFC 7396 itself, for any two JSON values. As deep as the patch, so bound the patch first.
 * `Object.fromEntries` defines own properties: a key `__proto__` stays a key and reaches no prototype.
 */
export function merge(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const fields = new Map(isObject(target) ? Object.entries(target) : [])
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) fields.delete(key)
    else fields.set(key, merge(fields.get(key), value))
  }
  return Object.fromEntries(fields)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Many small patches must not grow what one write could not make. */
function checkBounds(value: unknown, pointer: string): void {
  const fault = checkJson(value, { depth: limits.jsonDepth, nodes: limits.jsonNodes })
  if (fault === undefined) return
  const code = fault.reason === 'too-many-nodes' ? 'document.too-large' : 'request.invalid'
  throw refuse(code, {
    detail: `The document would not be valid: ${fault.detail}.`,
    errors: [{ pointer: pointer + fault.pointer, detail: fault.detail }],
  })
}
