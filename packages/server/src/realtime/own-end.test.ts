import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { CommandName, Problem } from '@hubbub/protocol'
import {
  both,
  openSocketWorld,
  passwordOf,
  type Person,
  type SocketWorld,
} from '../../test/sockets/socket-world.ts'
import { createSetupLink } from '../core/accounts/signing-up/first-owner.ts'

/** Everything that ends the session one asks it in. */
const ownEnds: [CommandName, (ada: Person) => object][] = [
  ['session.revoke', ({ session }) => ({ session })],
  ['session.revokeAll', () => ({})],
  ['account.delete', ({ username }) => ({ password: passwordOf(username) })],
  ['account.deactivate', ({ account }) => ({ account })],
]

/** Ada is an owner, and not the last one. */
async function asOwner({ ports, core }: SocketWorld, { account }: Person): Promise<void> {
  const { token } = await createSetupLink(ports)
  const visitor = { account: undefined, address: '::1' } as const
  await core.ask('setup.complete', visitor, { token, username: 'olga', password: passwordOf('olga') })
  const olga = { account: 'olga', role: 'owner', address: '::1' } as const
  await core.ask('account.setRole', olga, { account, role: 'owner' })
}

/** Ada's connection, and what comes to it in the order of the wire. */
async function listening(t: TestContext, transports: readonly ('polling' | 'websocket')[]) {
  const world = await openSocketWorld(t)
  const ada = await world.person('ada')
  await asOwner(world, ada)
  const { socket } = await world.connect(ada, { transports: [...transports] })
  const seen: string[] = []
  socket.on('goodbye', ({ reason }: { reason: string }) => seen.push(`goodbye: ${reason}`))
  const ask = (name: string, input: object) =>
    new Promise<void>((resolve) => {
      socket.emit(name, input, ({ error }: { error?: Problem }) => {
        seen.push(`${name}: ${error?.code ?? 'done'}`)
        resolve()
      })
    })
  const gone = new Promise<string>((resolve) => socket.once('disconnect', resolve))
  return { world, ada, socket, seen, ask, gone }
}

for (const transports of both) {
  for (const [command, inputOf] of ownEnds) {
    test(`who ends their own session is answered, then told to go: ${command} (${transports})`, async (t) => {
      const { ada, seen, ask, gone } = await listening(t, transports)
      void ask(command, inputOf(ada))
      assert.equal(await gone, 'io server disconnect')
      const isAccount = command.startsWith('account.')
      const reason = isAccount ? 'account.disabled' : 'auth.invalid-token'
      assert.deepEqual(seen, [`${command}: done`, `goodbye: ${reason}`])
    })
  }

  test(`what takes too long is not waited for, and what is asked behind the end is refused (${transports})`, async (t) => {
    const { world, ada, seen, ask, gone } = await listening(t, transports)
    const begun = neverAnswering(world, 'room.list')
    void ask('room.list', {})
    await begun
    await world.ask(ada, 'session.revoke', { session: ada.session })
    await ask('message.send', { room: 'general', text: 'still me?' })
    world.clock.pass(1_000)
    assert.equal(await gone, 'io server disconnect')
    assert.deepEqual(seen, ['message.send: auth.invalid-token', 'goodbye: auth.invalid-token'])
  })
}

/** Resolves when the command was asked. */
function neverAnswering({ core }: SocketWorld, slow: CommandName): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const ask = core.ask.bind(core)
  core.ask = (name, caller, input) => {
    if (name !== slow) return ask(name, caller, input)
    resolve()
    return new Promise(() => {})
  }
  return promise
}
