/** Things that were started and how each ends, in reverse order. */
export interface StopList {
  add(name: string, stop: () => Promise<void> | void): void
  /** Ends everything once; a second call waits for the first. What fails to end keeps nothing else from ending. */
  stop(): Promise<void>
}

export function createStopList(report: (name: string, error: unknown) => void): StopList {
  const started: { name: string; stop: () => Promise<void> | void }[] = []
  let ending: Promise<void> | undefined

  async function endAll(): Promise<void> {
    for (let one = started.pop(); one !== undefined; one = started.pop()) {
      try {
        await one.stop()
      } catch (error) {
        report(one.name, error)
      }
    }
  }

  return {
    add: (name, stop) => void started.push({ name, stop }),
    stop() {
      ending ??= endAll()
      return ending
    },
  }
}
