import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { AccountCaller } from '../../caller.ts'
import { encoded, type Encoded, rowList } from '../../encoded.ts'
import type { Ports } from '../../ports/ports.ts'
import { loadBot } from './load-bot.ts'

export async function listKeys(
  ports: Pick<Ports, 'store'>,
  _caller: AccountCaller,
  input: InputOf<'key.list'>,
): Promise<Encoded<OutputOf<'key.list'>>> {
  const bot = await loadBot(ports, input.bot)
  const keys = await ports.store.read.inFeed('key', bot.feed, { limit: 200 })
  return encoded({ items: rowList(keys) })
}
