/** Names of rooms of sockets: of who joined a chat room, and of all sockets of somebody. */
export const chatroomKey = (room: string): string => `chatroom:${room}`
export const userKey = (account: string): string => `user:${account}`
