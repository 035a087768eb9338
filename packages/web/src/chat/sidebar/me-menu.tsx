import { chooseTheme, theme, themes } from '../../page/theme.ts'
import { signOut } from '../../page/signed-in.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Icon } from '../../parts/icon.tsx'
import { MenuItem } from '../../parts/menu.tsx'
import { chatWords } from '../../words/chat.ts'
import { chooseLanguage, type Language, language, languages } from '../../words/language.ts'
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
          <select
            value={theme.value}
            onChange={({ currentTarget }) =>
              chooseTheme(themes.find((one) => one === currentTarget.value) ?? 'system')
            }
          >
            {themes.map((one) => (
              <option key={one} value={one}>
                {words.me.themes[one]}
              </option>
            ))}
          </select>
        </label>
        <label class="menu-choice">
          <span>{words.me.language}</span>
          <select
            value={language.value}
            onChange={({ currentTarget }) => chooseLanguage(currentTarget.value as Language)}
          >
            {Object.entries(languages).map(([tag, name]) => (
              <option key={tag} value={tag} lang={tag}>
                {name}
              </option>
            ))}
          </select>
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
