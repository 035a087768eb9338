import type { Json } from '@hubbub/protocol'
import { type DocumentView, valueAt } from './field.ts'
import type { Comparison, FilterNode, Scalar } from './filter.ts'
import { compareText } from './text-order.ts'

export type Matches = (document: DocumentView) => boolean

/** The meaning of a filter: live queries use it as it is, and every engine's translation is tested against it. */
export function compileFilter(node: FilterNode): Matches {
  switch (node.kind) {
    case 'and': {
      const parts = node.parts.map(compileFilter)
      return (document) => parts.every((matches) => matches(document))
    }
    case 'or': {
      const parts = node.parts.map(compileFilter)
      return (document) => parts.some((matches) => matches(document))
    }
    case 'not': {
      const matches = compileFilter(node.part)
      return (document) => !matches(document)
    }
    case 'oneOf': {
      // A Set tells types apart and takes -0 for 0, as the language does; lists and objects are never in it.
      const values: ReadonlySet<Json | undefined> = new Set<Scalar>(node.values)
      return (document) => values.has(valueAt(document, node.target))
    }
    case 'compare': {
      const isInOrder = comparisons[node.op]
      return (document) => {
        const order = orderOf(valueAt(document, node.target), node.value)
        return order !== undefined && isInOrder(order)
      }
    }
    case 'exists':
      return (document) => valueAt(document, node.target) !== undefined
    case 'prefix':
      return (document) => {
        const value = valueAt(document, node.target)
        return typeof value === 'string' && value.startsWith(node.value)
      }
  }
}

const comparisons: Record<Comparison, (order: number) => boolean> = {
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
}

/** Undefined: values of these types have no order. */
function orderOf(value: Json | undefined, other: string | number): number | undefined {
  if (typeof value === 'number' && typeof other === 'number') {
    return value < other ? -1 : Number(value > other)
  }
  if (typeof value === 'string' && typeof other === 'string') return compareText(value, other)
  return undefined
}
