import type { UseCases } from '../use-case.ts'
import { archiveRoom } from './archive-room.ts'
import { browseRooms } from './browse-rooms.ts'
import { createRoom } from './create-room.ts'
import { deleteRoom } from './delete-room.ts'
import { getRoom } from './get-room.ts'
import { listRooms } from './list-rooms.ts'
import { memberUseCases } from './members/use-cases.ts'
import { openDirect } from './open-direct.ts'
import { unarchiveRoom } from './unarchive-room.ts'
import { updateRoom } from './update-room.ts'

export const roomUseCases = {
  'room.create': createRoom,
  'room.openDirect': openDirect,
  'room.get': getRoom,
  'room.update': updateRoom,
  'room.archive': archiveRoom,
  'room.unarchive': unarchiveRoom,
  'room.delete': deleteRoom,
  'room.list': listRooms,
  'room.browse': browseRooms,
  ...memberUseCases,
} satisfies Partial<UseCases>
