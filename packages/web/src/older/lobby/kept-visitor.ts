import type { Visitor } from './lobby-api.ts'

const key = 'hubbub lobby'

/** Survives a reload of this tab, which then proves that it is the same person. */
export function keptVisitor(): Visitor | undefined {
  try {
    const { name, token } = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Visitor>
    return typeof name === 'string' && typeof token === 'string' ? { name, token } : undefined
  } catch {
    return undefined
  }
}

export function keepVisitor(visitor: Visitor | undefined): void {
  try {
    if (visitor) sessionStorage.setItem(key, JSON.stringify(visitor))
    else sessionStorage.removeItem(key)
  } catch {
    // Where nothing may be kept a reload is a new sign-in.
  }
}
