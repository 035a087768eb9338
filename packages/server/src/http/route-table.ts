import type { FastifyInstance } from 'fastify'

/** Which methods a path takes, for `Allow` on 405 and on preflights. Asked only where no route matched. */
export interface RouteTable {
  methodsAt(url: string): string[]
}

/** Notes every route mounted from now on. */
export function createRouteTable(app: FastifyInstance): RouteTable {
  const paths = new Map<string, { pattern: RegExp; methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    const known = paths.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() }
    for (const one of [method].flat()) known.methods.add(one)
    paths.set(url, known)
  })
  return {
    methodsAt(url) {
      const path = url.split('?', 1)[0] ?? ''
      const found = [...paths.values()].filter(({ pattern }) => pattern.test(path))
      return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort()
    },
  }
}

function patternOf(url: string): RegExp {
  const segments = url.split('/').map((segment) => {
    if (segment === '*') return '.*'
    return segment.startsWith(':') ? '[^/]+' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${segments.join('/')}$`)
}
