import { names } from './cases/text/names.ts'
import { texts } from './cases/text/texts.ts'
import { attackGroup } from './harness/attack.ts'
import { openWorld } from './harness/world.ts'

attackGroup('names and texts', () => openWorld(), [...names, ...texts])
