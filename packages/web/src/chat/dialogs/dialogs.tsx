import { BrowseRooms } from './browse-rooms.tsx'
import { CreateRoom } from './create-room.tsx'
import { InvitePeople } from './invite-people.tsx'
import { NewDirect } from './new-direct.tsx'
import { dialog } from './open-dialog.ts'

export function Dialogs() {
  switch (dialog.value) {
    case 'create':
      return <CreateRoom />
    case 'browse':
      return <BrowseRooms />
    case 'direct':
      return <NewDirect />
    case 'invite':
      return <InvitePeople />
    case undefined:
      return null
  }
}
