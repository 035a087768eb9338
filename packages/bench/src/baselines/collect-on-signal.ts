import { isMainThread } from 'node:worker_threads'

/** Imported ahead of a server that runs with --expose-gc. */
if (isMainThread) {
  process.on('SIGUSR2', () => {
    const { gc } = globalThis as { gc?: () => void }
    gc?.()
    gc?.()
  })
}
