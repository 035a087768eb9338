import { events } from '@hubbub/protocol'
import { jsonSchema } from '../named-schemas.ts'
import { type Block, heading, type Page } from './blocks.ts'
import { fieldRows } from './type-words.ts'

const connecting = `import { io } from 'socket.io-client'

const socket = io('http://127.0.0.1:3000/v1', { auth: { token: accessToken } })
socket.on('heads', ({ heads }) => console.log('I stand at', heads))
socket.on('range', (range) => console.log('news', range.items))

const ack = await socket.emitWithAck('message.send', { room: 'general', text: 'hello' })
if (!ack.ok) console.log(ack.error.code)`

export const socketPage: Page = {
  path: '/socket',
  title: 'Socket',
  lead: 'Socket.IO 4, namespace `/v1`. Every [command](/docs/commands) but those marked REST only can be asked here, and news comes by itself.',
  blocks: () => [
    heading(2, 'Connecting', 'connecting'),
    { code: connecting, lang: 'js' },
    {
      list: [
        'The token (an access token or an API key) stands in `auth.token` of the handshake. A refused connection is a `connect_error` whose `data` is a [Problem](/docs/types#Problem).',
        'A command is an event of its name with one object and an acknowledgement. The ack is `{"ok": true, "result": …}` or `{"ok": false, "error": …}`; `error` is the same [Problem](/docs/types#Problem) that REST answers.',
        'An access token is renewed on the open socket with `session.renew`; without that the socket is closed when the session ends.',
        'Binary attachments are refused. A frame may have 256 KB.',
      ],
    },
    heading(2, 'Catching up', 'catching-up'),
    {
      text: 'News travels as ranges: after version `from` exactly these rows changed, up to `to`. Put each row by its id, the higher version wins; a row with `removed` goes.',
    },
    {
      list: [
        'The handshake is answered by `heads`: where all feeds stand that the account follows by itself. Live ranges begin there.',
        'A feed whose head is above what you have is asked for with `feed.sync {feeds: [{feed, since, epoch}]}`.',
        'A range that begins above what you have is kept until the answer of `feed.sync` is applied; one that ends at or below it is dropped.',
        'An answer with `reset` means: load the state with the list commands and go on from its head.',
      ],
    },
    heading(2, 'Events', 'events'),
    ...events.flatMap(({ name, summary, payload, since }): Block[] => [
      heading(3, name, `event-${name}`),
      { text: `${summary} Since ${since}.` },
      { head: ['Field', 'Type', 'Always', 'Meaning'], rows: fieldRows(jsonSchema(payload)) },
    ]),
  ],
}
