import type { DescribedContract } from '../older/described-contract.ts'
import type { Page } from './blocks.ts'
import { commandsPage } from './commands-page.ts'
import { contractPage } from './contract-page.ts'
import { conventionsPage } from './conventions-page.ts'
import { errorsPage } from './errors-page.ts'
import { olderPage } from './older-page.ts'
import { socketPage } from './socket-page.ts'
import { filtersPage } from './filters-page.ts'
import { typesPage } from './types-page.ts'

/** The reference, on the server under /docs and as files under docs/reference. */
export const referencePages = (contracts: readonly DescribedContract[]): readonly Page[] => [
  conventionsPage,
  commandsPage,
  socketPage,
  typesPage,
  errorsPage,
  filtersPage,
  ...(contracts.length > 0 ? [olderPage(contracts), ...contracts.map(contractPage)] : []),
]
