/**
 * What Node is told for the server. On a machine with much memory V8 lets the space of young objects grow to 128 MB, and
 * does not give it back: after ten thousand people have connected that is 10 KiB for each of them. A space of
 * a few MB serves as many sends a second. It has its size from the start: V8 leaves it at 1 MB in about every second run,
 * which takes a quarter of the requests a second. Two threads that help with collecting are enough for it; where the
 * server has one core, each more is one that the event loop waits for.
 */
export const serverFlags = ['--min-semi-space-size=8', '--max-semi-space-size=8', '--v8-pool-size=2']
