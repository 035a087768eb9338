/** The order between types. Lists and objects are all alike. */
export const ranks = { missing: 0, null: 1, false: 2, true: 3, number: 4, text: 5, container: 6 } as const
