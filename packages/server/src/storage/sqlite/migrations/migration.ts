/** One step of the schema. Frozen once released: what was applied is compared with what the code says. */
export interface Migration {
  number: number
  name: string
  sql: string
}
