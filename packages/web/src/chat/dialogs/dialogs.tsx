import { AddPeople } from './add-people.tsx'
import { Bans } from './bans.tsx'
import { BrowseRooms } from './browse-rooms.tsx'
import { CreateRoom } from './create-room.tsx'
import { InvitePeople } from './invite-people.tsx'
import { NewDirect } from './new-direct.tsx'
import { dialog } from './open-dialog.ts'
import { Palette } from './palette.tsx'
import { RoomSettings } from './room-settings.tsx'
import { Settings } from '../settings/settings.tsx'

export function Dialogs() {
  const { value } = dialog
  switch (value?.name) {
    case 'create':
      return <CreateRoom />
    case 'browse':
      return <BrowseRooms />
    case 'direct':
      return <NewDirect />
    case 'invite':
      return <InvitePeople />
    case 'settings':
      return <Settings />
    case 'palette':
      return <Palette />
    case 'room-settings':
      return <RoomSettings room={value.room} />
    case 'add-people':
      return <AddPeople room={value.room} />
    case 'bans':
      return <Bans room={value.room} />
    case undefined:
      return null
  }
}
