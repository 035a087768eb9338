import { chatrooms } from './chatrooms/routes.ts'
import type { Dialect } from './door.ts'
import { eventBus } from './event-bus/routes.ts'
import { lobbyChat } from './lobby-chat/routes.ts'
import { userAccounts } from './user-accounts/routes.ts'
import { usersCrud } from './users-crud/routes.ts'

/** The older APIs this server speaks. Removing one is its folder, its import and its line here. */
export const dialects: readonly Dialect[] = [
  usersCrud, //
  eventBus,
  lobbyChat,
  userAccounts,
  chatrooms,
]
