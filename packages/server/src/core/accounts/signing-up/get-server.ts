import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { Caller } from '../../caller.ts'
import type { Ports } from '../../ports/ports.ts'
import { isSetUp } from './first-owner.ts'

export async function getServer(
  ports: Pick<Ports, 'store' | 'settings'>,
  _caller: Caller,
  _input: InputOf<'server.get'>,
): Promise<OutputOf<'server.get'>> {
  const { serverName: name, version, signup, guests } = ports.settings
  return { name, version, signup, guests, setUp: await isSetUp(ports), epoch: ports.store.epoch }
}
