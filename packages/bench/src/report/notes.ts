/** What profiles have shown, by part; it stands under the part's tables on the page. */
export const NOTES: Readonly<Record<string, string>> = {
  sends: `### Where a send spends its time

Fifty senders in one room who hear nothing; all threads of the bundled server sampled (\`perf record -e cpu-clock\`), the machine
quiet: 29 µs of processor time for a send, and 13 for one of the echo, which go nearly all into what the first four lines name.

| thread | layer | share | µs |
| --- | --- | --: | --: |
| main | socket writes (net, libuv, kernel) | 16 % | 4.8 |
| main | Engine.IO and Socket.IO | 5 % | 1.6 |
| main | socket reads (streams, libuv, kernel) | 4 % | 1.3 |
| main | ws: frames of clients | 2 % | 0.7 |
| main | core: rights, rows, change set, answer | 7 % | 2.1 |
| main | promises and what is below 0.1 % each | 7 % | 2.0 |
| main | the batch as JSON, the answers from it | 6 % | 1.9 |
| main | rate, schema, ack | 4 % | 1.3 |
| main | frames of the server, one write for a turn | 3 % | 0.9 |
| main | waiting, waking, timers | 3 % | 0.8 |
| main | batcher, deliveries, metrics; the rest | 2 % | 0.6 |
| writer | inserting rows and heads | 8 % | 2.2 |
| writer | log: pages and checksums | 6 % | 1.8 |
| writer | fsync | 5 % | 1.5 |
| writer | the batch from JSON, the answers as it | 4 % | 1.2 |
| writer | deciding | 4 % | 1.1 |
| writer | taking turns with the main thread | 3 % | 1.0 |
| writer | loading heads and rows | 3 % | 0.8 |
| writer | carrying the log over; the rest | 2 % | 0.6 |
| all | V8: compiling, collecting | 5 % | 1.3 |

Half as many sends as the echo would leave 13 µs for everything below the fourth line, which takes 21. SQLite itself takes 6 of
them, half of that in the kernel; of the others none is large by itself.`,
  rest: `### Where a small request spends its time

What GET /v1/me takes beyond bare Fastify's 11 µs (\`perf record -e cpu-clock\`, the machine quiet; a line is good to 0.2 µs).

| layer | µs |
| --- | --: |
| host, origin, address, request id, count of requests and the headers that tell of it | 1.0 |
| route, input, answer, times counted | 0.9 |
| who asks: the token looked up, session and account as they stand now | 0.7 |
| promises in between | 0.7 |
| core: the account's row as text | 0.1 |
| a larger program: collecting, colder caches | 1 |

The nine headers that never change cost 3 µs when Node judges each of them; as one text they cost next to nothing.`,
  'fan-out': `### One message in flight

A delivery is one write to one socket, and 70 % of the main thread is the kernel's part of it (\`perf\`, 1,000 followers); Node's
streams and the queue of the connection are most of the rest. What is saved beside plain Socket.IO is at most what Socket.IO itself
adds to the write.`,
  'event-loop': `### Where it is late

Server, its writer's thread, V8's helpers and the kernel share one core here, so the delay holds what the others take of it:
turns of 9 ms of processor time at the p99 come some 15 ms late. What is written and what is begun is cut into turns of a few milliseconds. Reading
is not: the frames of ten thousand questions of the same moment, some 13 µs each, are one round of the system's poll, which
no program of Node's can leave. They are measured, and no goal is set for them; who comes back after a restart does so a thousand at a time here.`,
}
