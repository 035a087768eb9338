import type { DoorMethod, DoorNamespace } from './door.ts'

/**
 * What an older contract says on the wire, as data: OpenAPI, AsyncAPI and /docs are made of it, and tests hold every
 * answer and event of the dialect against it.
 */
export interface ContractDescription {
  title: string
  summary: string
  /** `key`: it signs nobody in, and asks for a key where it is protected. `token`: people sign in to it. */
  access: 'key' | 'token'
  /** Shapes with a name; others refer to them by `{ $ref: name }`. */
  shapes: Readonly<Record<string, Shape>>
  routes: readonly RouteDescription[]
  /** What any of its routes may be refused with, beside its own answers. */
  refusals: readonly AnswerDescription[]
  events: readonly EventDescription[]
  /** Where its clients look for its documents: addresses of their own, or redirects to those of the server. */
  documents?: { page?: DocumentPlace; openApi?: DocumentPlace }
  /** A page of the web client that speaks it. */
  demo?: { path: string; title: string }
}

export interface DocumentPlace {
  path: string
  /** `here`: this contract's part. `redirect`: to the one of the whole server. */
  is: 'here' | 'redirect'
}

/** JSON Schema. */
export type Shape = Readonly<Record<string, unknown>>

export interface RouteDescription {
  method: DoorMethod
  /** As it is mounted; a description may stand for several mounts. */
  paths: readonly string[]
  summary: string
  /** `key`: only where the contract is protected. `token`: one of this contract. */
  needs: 'nothing' | 'key' | 'token'
  query?: Readonly<Record<string, { shape: Shape; meaning: string }>>
  body?: { shape: Shape; example: unknown }
  answers: readonly AnswerDescription[]
}

export interface AnswerDescription {
  status: number
  when: string
  /** Left out: the body is empty. */
  shape?: Shape
  example?: unknown
}

export interface EventDescription {
  name: string
  from: 'client' | 'server'
  namespaces: readonly DoorNamespace[]
  summary: string
  payload: Shape
  example: unknown
  /** Who is told. */
  to?: string
  /** What an acknowledgement is given; left out: nothing. */
  ack?: Shape
}
