/** Runs something of one follower's; its fault is reported and keeps nothing from the others. */
export type Safely = (act: () => void) => void

export function createSafely(report: (error: unknown) => void): Safely {
  return (act) => {
    try {
      act()
    } catch (error) {
      report(error)
    }
  }
}
