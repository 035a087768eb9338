import { inputSweep } from './cases/catalogue/sweep.ts'
import { attackGroup } from './harness/attack.ts'
import { openWorld } from './harness/world.ts'

attackGroup('every command, every wrong input', () => openWorld(), inputSweep)
