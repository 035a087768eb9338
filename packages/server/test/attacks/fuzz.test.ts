import { fittingFuzz, nearMissFuzz } from './cases/fuzz/fuzz.ts'
import { attackGroup } from './harness/attack.ts'
import { openWorld } from './harness/world.ts'

attackGroup('inputs made from the schemas', () => openWorld(), [nearMissFuzz, ...fittingFuzz])
