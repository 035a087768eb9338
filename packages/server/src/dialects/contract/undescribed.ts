import type { ContractDescription } from '../door.ts'

/** Of dialects that only tests make. */
export const undescribed: ContractDescription = {
  title: 'A test',
  summary: 'A test.',
  access: 'token',
  shapes: {},
  routes: [],
  refusals: [],
  events: [],
}
