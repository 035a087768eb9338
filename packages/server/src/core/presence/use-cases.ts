import type { UseCases } from '../use-case.ts'
import { sendSignal, startTyping } from './send-signal.ts'
import { getPresence, setPresence, watchPresence } from './watch-presence.ts'

export const presenceUseCases = {
  'presence.set': setPresence,
  'presence.watch': watchPresence,
  'presence.get': getPresence,
  'typing.start': startTyping,
  'signal.send': sendSignal,
} satisfies Partial<UseCases>
