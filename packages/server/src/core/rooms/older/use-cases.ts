import { getChatroom, listMyChatrooms, listOpenChatrooms } from './chatrooms.ts'
import { ensureLobby } from './lobby.ts'

/** What contracts may ask of rooms, beside the catalogue. */
export const contractRoomUseCases = {
  getChatroom,
  listMyChatrooms,
  listOpenChatrooms,
  ensureLobby,
}
