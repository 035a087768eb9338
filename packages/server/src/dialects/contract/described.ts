import { Compile } from 'typebox/schema'
import type { AnswerDescription, ContractDescription, RouteDescription, Shape } from '../door.ts'

/** A description as tests ask it: whether an answer or an event is what the documents say. */
export interface Described {
  /** What is wrong with an answer; undefined: nothing. */
  answer(route: string, status: number, text: string): string | undefined
  /** What is wrong with a refusal that no route gave, at a path. */
  refusal(method: string, path: string, status: number, text: string): string | undefined
  event(name: string, payload: unknown): string | undefined
  /** What is wrong with the examples of the description itself. */
  examples(): string[]
}

export const routeOf = (method: string, path: string): string => `${method} ${path.replace(/\/$/, '')}`

const compiled = new WeakMap<ContractDescription, Described>()

export function describedBy(description: ContractDescription): Described {
  const known = compiled.get(description) ?? compile(description)
  compiled.set(description, known)
  return known
}

function compile(description: ContractDescription): Described {
  const { shapes, routes, refusals, events } = description
  const faultOf = checker(shapes)
  const described = new Map(
    routes.flatMap((route) => route.paths.map((path) => [routeOf(route.method, path), route] as const)),
  )
  const told = new Map(events.filter(({ from }) => from === 'server').map((event) => [event.name, event]))

  function judged(answers: readonly AnswerDescription[], status: number, text: string): string | undefined {
    const possible = answers.filter((one) => one.status === status)
    if (possible.length === 0) return `status ${status} is not described: ${text}`
    const faults = possible.map(({ shape }) => bodyFault(shape, text))
    return faults.includes(undefined) ? undefined : `${status} ${text}: ${faults.join(' or ')}`
  }

  function bodyFault(shape: Shape | undefined, text: string): string | undefined {
    if (shape === undefined) return text === '' ? undefined : 'the body is not empty'
    return text === '' ? 'the body is empty' : faultOf(shape, JSON.parse(text))
  }

  return {
    answer(name, status, text) {
      const route = described.get(name)
      return route ? judged([...route.answers, ...refusals], status, text) : 'the route is not described'
    },
    refusal(method, path, status, text) {
      const answers = routes.filter((route) => isAt(route, method, path)).flatMap((route) => route.answers)
      return judged([...answers, ...refusals], status, text)
    },
    event(name, payload) {
      const event = told.get(name)
      return event ? faultOf(event.payload, payload) : 'the event is not described'
    },
    examples() {
      const answers = [...refusals, ...routes.flatMap((route) => route.answers)]
      return [...answers, ...routes.flatMap(({ body }) => body ?? [])]
        .concat(events.map(({ payload, example }) => ({ shape: payload, example })))
        .flatMap(({ shape, example }) => (shape ? (faultOf(shape, example) ?? []) : []))
    },
  }
}

function isAt({ method, paths }: RouteDescription, asked: string, path: string): boolean {
  const segments = path.toLowerCase().replace(/\/$/, '').split('/')
  return paths.some((one) => {
    const own = one.split('/')
    const fits = own.length === segments.length
    return method === asked && fits && own.every((part, at) => part.startsWith(':') || part === segments[at])
  })
}

/** Shapes refer to one another by name. */
function checker(shapes: Readonly<Record<string, Shape>>) {
  const inner = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inner)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, key === '$ref' ? `#/$defs/${one}` : inner(one)]),
    )
  }
  const $defs = inner(shapes)
  const validators = new Map<Shape, ReturnType<typeof Compile>>()
  return (shape: Shape, value: unknown): string | undefined => {
    const validator = validators.get(shape) ?? Compile({ ...(inner(shape) as object), $defs })
    validators.set(shape, validator)
    if (validator.Check(value)) return undefined
    const [, errors] = validator.Errors(value)
    return `${JSON.stringify(value)}: ${errors.map(({ instancePath, message }) => `${instancePath} ${message}`).join(', ')}`
  }
}
