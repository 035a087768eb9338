/** Every text that is sent has this byte once, so that deliveries can be counted whatever joins them. */
export const MARK = 0x7c

/** How the programs under test talk: what a client says to enter and to send, and how it knows what it hears. */
export interface Speech {
  path: string
  /** What is said when the connection is open; undefined: it is ready at once. */
  enter(token: string): string | undefined
  /** The beginning of what is heard when live news has begun. */
  ready: string
  /** `ack` asks for an answer with this number. */
  publish(room: string, text: string, ack: number | undefined): string
  /** The beginnings of what is heard: news, a good answer up to its number, and behind the number. */
  news: string
  answer: string
  good: string
}

const SOCKET_IO_PATH = '/socket.io/?EIO=4&transport=websocket'

/** The server's own namespace; an account follows its rooms by itself. */
export const hubbubSpeech: Speech = {
  path: SOCKET_IO_PATH,
  enter: (token) => `40/v1,${JSON.stringify({ token })}`,
  ready: '42/v1,["heads"',
  publish: (room, text, ack = 0) => `42/v1,${ack}["message.send",${JSON.stringify({ room, text })}]`,
  news: '42/v1,["range"',
  answer: '43/v1,',
  good: '[{"ok":true',
}

/** A plain Socket.IO program; the "token" is the room to be in. */
export const socketIoSpeech: Speech = {
  path: SOCKET_IO_PATH,
  enter: (room) => `40${JSON.stringify({ room })}`,
  ready: '40',
  publish: (room, text, ack) => `42${ack ?? ''}["message",${JSON.stringify({ room, text })}]`,
  news: '42["message"',
  answer: '43',
  good: '[',
}

/** The lobby's contract: who speaks shows who they are with each message. */
export const lobbySpeech = ({ token, username }: { token: string; username: string }): Speech => ({
  ...olderSpeech,
  publish: (_room, content, ack = 0) =>
    `42${ack}["new_message",${JSON.stringify({ token, username, content })}]`,
  news: '42["message",{"id"',
})

/** The chatrooms contract, whose sockets show their token when they come. */
export const chatroomsSpeech = (token: string): Speech => ({
  ...olderSpeech,
  enter: () => `40${JSON.stringify({ token })}`,
  publish: (chatroomId, message, ack = 0) =>
    `42${ack}["chatroomMessage",${JSON.stringify({ chatroomId, message })}]`,
  news: '42["newMessage"',
})

const olderSpeech: Speech = {
  path: SOCKET_IO_PATH,
  enter: () => '40',
  ready: '40',
  publish: () => '',
  news: '42["message"',
  answer: '43',
  good: '[',
}

/** The event bus: the answer says what was stored. */
export const eventBusSpeech: Speech = {
  ...olderSpeech,
  publish: (kind, text, ack = 0) =>
    `42${ack}["CREATE",${JSON.stringify({ type: 'CREATE', payload: { kind, text } })}]`,
  news: '42["broadcast"',
  good: '[{"success":true',
}

/** The same by the native command. */
export const documentSpeech: Speech = {
  ...hubbubSpeech,
  publish: (collection, text, ack = 0) =>
    `42/v1,${ack}["document.create",${JSON.stringify({ collection, data: { kind: 'bench', text } })}]`,
}

/** Bare WebSockets with JSON. */
export const rawSpeech: Speech = {
  path: '/',
  enter: (room) => JSON.stringify({ join: room }),
  ready: '{"joined"',
  publish: (room, text) => JSON.stringify({ room, text }),
  news: '{"id"',
  answer: '{"ack":',
  good: '}',
}

/** Of the given length, with the mark once in its middle. */
export function markedText(length: number): string {
  const words = 'the quick brown fox jumps over the lazy dog '
  const text = words.repeat(Math.ceil(length / words.length)).slice(0, length)
  const middle = Math.floor(length / 2)
  return `${text.slice(0, middle)}${String.fromCharCode(MARK)}${text.slice(middle + 1)}`
}
