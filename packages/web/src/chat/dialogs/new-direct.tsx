import { dialogWords } from '../../words/dialog.ts'
import { useChat } from '../chat-context.ts'
import { openDirect } from '../open-direct.ts'
import { ChoosePeople } from './choose-people.tsx'

/** One person or a few, to talk with directly. */
export function NewDirect() {
  const chat = useChat()
  const words = dialogWords.value.direct
  return (
    <ChoosePeople
      heading={words.heading}
      submit={words.submit}
      most={7}
      full={words.most}
      except={(id) => id === chat.me}
      onChosen={(people) => openDirect(chat, people)}
    />
  )
}
