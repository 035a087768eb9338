import type { UseCases } from '../use-case.ts'
import { sendMessage } from './send-message.ts'

export const messageUseCases = {
  'message.send': sendMessage,
} satisfies Partial<UseCases>
