import { signOut } from '../../page/signed-in.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { LanguageSelect, ThemeSelect } from '../../parts/device-choices.tsx'
import { Icon } from '../../parts/icon.tsx'
import { MenuItem } from '../../parts/menu.tsx'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import { openDialog } from '../dialogs/open-dialog.ts'

/** Who I am, and what can be chosen on this device. */
export function MeMenu() {
  const chat = useChat()
  const words = chatWords.value
  const account = chat.account.value
  if (!account) return null
  const { id, username, displayName, role } = account
  const isStaff = role === 'owner' || role === 'admin'
  return (
    <footer class="me">
      <button type="button" class="me-button" popovertarget="me-menu">
        <Avatar
          person={{ id, username, name: displayName }}
          presence={chat.status.value === 'online' ? 'online' : 'offline'}
        />
        <span class="me-names">
          <span class="me-name" dir="auto">
            {displayName}
          </span>
          <span class="muted" dir="auto">
            @{username}
          </span>
          <span class="sr-only">{words.me.menu}</span>
        </span>
        <Icon name="more" size={18} />
      </button>
      <div class="menu me-menu" id="me-menu" popover="auto">
        <label class="menu-choice">
          <span>{words.me.theme}</span>
          <ThemeSelect names={words.me.themes} />
        </label>
        <label class="menu-choice">
          <span>{words.me.language}</span>
          <LanguageSelect />
        </label>
        <MenuItem icon="pencil" onChoose={() => openDialog({ name: 'settings' })}>
          {words.me.settings}
        </MenuItem>
        {isStaff && (
          <MenuItem icon="mail" onChoose={() => openDialog({ name: 'invite' })}>
            {words.me.invite}
          </MenuItem>
        )}
        <a class="menu-item" href="/docs">
          <Icon name="link" size={18} />
          {words.me.docs}
        </a>
        <MenuItem icon="leave" onChoose={() => void signOut()}>
          {words.me.signOut}
        </MenuItem>
      </div>
    </footer>
  )
}
