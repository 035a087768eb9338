import { atOnce } from './cases/semantics/at-once.ts'
import { attackGroup } from './harness/attack.ts'
import { openWorld } from './harness/world.ts'

attackGroup('the same thing and its opposite at once', () => openWorld(), atOnce)
