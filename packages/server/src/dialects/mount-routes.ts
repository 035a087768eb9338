import type { Door, DoorAnswer, DoorMethod, DoorRequest } from './door.ts'

export type Answer = (door: Door, request: DoorRequest) => DoorAnswer | Promise<DoorAnswer>

/** By method and path, as in `GET /users/:id`. */
export type Routes = Readonly<Record<`${DoorMethod} /${string}`, Answer>>

export function mountRoutes(door: Door, routes: Routes): void {
  for (const [place, answer] of Object.entries(routes)) {
    const [method, path] = place.split(' ') as [DoorMethod, string]
    door.http.route(method, path, (request) => answer(door, request))
  }
}
