import { Background } from './background/background.tsx'
import { Dialogs } from './dialogs/dialogs.tsx'
import { MembersPanel } from './panel/members-panel.tsx'

/** What the first screen does without: it comes in a file of its own, soon after. */
export const parts = { Background, Dialogs, MembersPanel }
