/** What profiles have shown, by part; it stands under the part's tables on the page. */
export const NOTES: Readonly<Record<string, string>> = {
  sends: `### Where a send spends its time

Fifty senders in one room who hear nothing; all threads of the bundled server sampled (\`perf record -e cpu-clock\`) while the
machine worked for others too: 76 µs of CPU for a send, beside some 48 on a quiet machine. The shares are what counts. An echo's
time goes nearly all into what the first four lines name.

| thread | layer | share | µs |
| --- | --- | --: | --: |
| main | socket writes (net, libuv, kernel) | 9 % | 7.0 |
| main | Engine.IO and Socket.IO | 8 % | 6.1 |
| main | socket reads (streams, libuv, kernel) | 7 % | 5.3 |
| main | ws: frames of clients | 6 % | 4.4 |
| main | core: rights, rows, change set, answer | 8 % | 5.7 |
| main | promises and what is below 0.1 % each | 7 % | 5.5 |
| main | waiting, waking, timers | 5 % | 3.8 |
| main | the batch as JSON, the answers from it | 4 % | 3.4 |
| main | rate, schema, ack | 3 % | 2.3 |
| main | frames of the server, one write for a turn | 3 % | 2.2 |
| main | batcher, deliveries, metrics | 2 % | 1.7 |
| writer | fsync | 5 % | 4.1 |
| writer | inserting rows and heads | 5 % | 3.8 |
| writer | taking turns with the main thread | 5 % | 3.7 |
| writer | deciding | 3 % | 2.6 |
| writer | the batch from JSON, the answers as it | 4 % | 3.3 |
| writer | log: pages and checksums | 3 % | 2.3 |
| writer | loading heads and rows | 2 % | 1.8 |
| writer | carrying the log over | 2 % | 1.4 |
| all | V8: compiling, collecting | 7 % | 5.1 |

Half as many sends as the echo would leave one echo's time for everything below the fourth line, a third of what it takes now;
no line of it is large by itself.`,
  rest: `### Where a small request spends its time

What each layer of GET /v1/me adds to bare Fastify (some 13 µs for a request), found by leaving it out of a bundle or
by running it alone; the machine worked for others, so a line is good to half a µs.

| layer | µs |
| --- | --: |
| who asks: the token looked up, session and account as they stand now | 1.2 |
| request id and the headers of the rate limit | 1.1 |
| route: promises, input, answer | 1.3 |
| core: the account's row as text | 0.8 |
| time of the answer and of the request, counted | 0.6 |
| host, origin, address, count of requests | 0.6 |
| addresses of the older APIs, Socket.IO's listener | 0.3 |
| a larger program: collecting, colder caches | 2 to 3 |

The nine headers that never change cost 3 µs when Node judges each of them; as one text they cost next to nothing.`,
  'fan-out': `### One message in flight

A delivery is one write to one socket, and 62 % of the main thread is the kernel's part of it (\`perf\`, 1,000 followers): 13 % is
Node's streams, 10 % the queue of the connection, 6 % everything that happens once for a message. What is saved beside plain Socket.IO
is at most what Socket.IO itself adds to the write.`,
  'event-loop': `### Where it is late

Server, its writer's thread and the kernel share one core here, so the delay holds what the writer takes of it: 500 people who all
hear each other make turns of 19 ms of processor time at the p99, which on that core come 44 ms late. Ten thousand questions of
the same moment are begun 8 ms at a time, but reading their frames, some 15 µs each, is one round of the system's poll.`,
}
