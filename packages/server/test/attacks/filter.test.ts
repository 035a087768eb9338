import { documentAttacks } from './cases/filter/documents.ts'
import { filterAttacks } from './cases/filter/filters.ts'
import { literalTexts } from './cases/sql/literal-texts.ts'
import { attackGroup } from './harness/attack.ts'
import { openWorld } from './harness/world.ts'

attackGroup('filters and documents', () => openWorld(), [...filterAttacks, ...documentAttacks])
attackGroup('texts that databases would obey', () => openWorld(), literalTexts)
