/**
 * What Node is told for the server. On a machine with much memory V8 lets the space of young objects grow to 128 MB, and
 * does not give it back: after ten thousand people have connected that is 10 KiB for each of them. A space of
 * a few MB serves as many sends a second.
 */
export const serverFlags = ['--max-semi-space-size=8']
