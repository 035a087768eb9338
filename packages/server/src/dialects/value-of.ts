import { type Answer, jsonOf } from '../core/encoded.ts'

/** What the core answered, as values: its answers are put together from the texts of rows. */
export const valueOf = <T>(answer: Answer<T>): T => JSON.parse(jsonOf(answer)) as T
