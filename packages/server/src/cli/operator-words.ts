import { Refusal } from '../core/refusal.ts'

/** A failure in words for the terminal: what happened and why; the stack only where it is a bug. */
export function operatorWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (!(error instanceof Refusal)) return error.message
  const places = (error.more.errors ?? [])
    .filter(({ detail }) => detail !== error.message)
    .map(({ pointer, detail }) => `${pointer.slice(1)} ${detail}`.trim())
  return [error.message, ...places].join('\n')
}
