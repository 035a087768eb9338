import { getChatroom, listMyChatrooms, listOpenChatrooms } from './chatrooms.ts'

/** What contracts may ask of rooms, beside the catalogue. */
export const contractRoomUseCases = { getChatroom, listMyChatrooms, listOpenChatrooms }
