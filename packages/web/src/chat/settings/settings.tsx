import { Dialog } from '../../parts/dialog.tsx'
import { dialogWords } from '../../words/dialog.ts'
import { useChat } from '../chat-context.ts'
import { closeDialog } from '../dialogs/open-dialog.ts'
import { NoticeSection } from '../notices/notice-section.tsx'
import { AnnouncedSection } from './announced-section.tsx'
import { Devices } from './devices.tsx'
import { EmailForm } from './email-form.tsx'
import { PasswordForm } from './password-form.tsx'
import { ProfileForm } from './profile-form.tsx'

/** Who I am, how I sign in, what I am told, and where I am signed in. */
export function Settings() {
  const chat = useChat()
  const isPerson = chat.account.value?.role !== 'guest'
  return (
    <Dialog heading={dialogWords.value.settings.heading} onClose={closeDialog}>
      <div class="settings">
        <ProfileForm />
        {isPerson && <EmailForm />}
        {isPerson && <PasswordForm />}
        <NoticeSection />
        <AnnouncedSection />
        <Devices />
      </div>
    </Dialog>
  )
}
