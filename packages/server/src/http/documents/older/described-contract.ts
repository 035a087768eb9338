import type { ContractDescription } from '../../../core/ports/contract-description.ts'
import type { Exposure } from '../../../core/ports/door.ts'

/** An older contract as the documents know it. */
export interface DescribedContract {
  name: string
  description: ContractDescription
  /** How it meets a request with these headers; unknown where no server runs. */
  exposure?(headers: Readonly<Record<string, unknown>>): Exposure
}
