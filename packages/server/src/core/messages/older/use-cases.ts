import { readHistory } from './read-history.ts'

/** What contracts may ask of messages, beside the catalogue. */
export const contractMessageUseCases = { readHistory }
