import type { Verb } from './verb.ts'
import { adminCreate } from './verbs/admin-create.ts'
import { adminResetLink } from './verbs/admin-reset-link.ts'
import { backup } from './verbs/backup.ts'
import { invite } from './verbs/invite.ts'
import { keyCreate } from './verbs/key-create.ts'
import { setupLink } from './verbs/setup-link.ts'

/** What works on a store, with or without a running server. */
export const allVerbs: readonly Verb[] = [setupLink, adminCreate, adminResetLink, invite, keyCreate, backup]
