import { authorNames } from './author-names.ts'
import { readHistory } from './read-history.ts'
import { numberedMessage, scanMessages } from './scan-messages.ts'

/** What contracts may ask of messages, beside the catalogue. */
export const contractMessageUseCases = { readHistory, scanMessages, numberedMessage, authorNames }
