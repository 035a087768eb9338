import { createAdmin } from '../../core/accounts/signing-up/first-owner.ts'
import { askPassword } from '../ask-password.ts'
import { CommandFault } from '../command-fault.ts'
import { firstArgument, textOption, type Verb } from '../verb.ts'

export const adminCreate: Verb = {
  name: 'admin create',
  usage: 'NAME [--role owner|admin] [--email ADDRESS]',
  summary: 'makes an owner (or admin) who signs in with a password; asked for, or read from standard input',
  takes: [1, 1],
  begins: true,
  options: {
    role: { type: 'string', doc: 'owner (when left out) or admin' },
    email: { type: 'string', doc: 'an e-mail address to sign in with' },
  },
  async prepare(input) {
    const role = textOption(input, 'role') ?? 'owner'
    if (role !== 'owner' && role !== 'admin')
      throw new CommandFault(2, '--role is owner or admin.', 'cli.usage')
    return { ...input, options: { ...input.options, role, password: await askPassword() } }
  },
  async run({ ports }, input) {
    const role = textOption(input, 'role') === 'admin' ? 'admin' : 'owner'
    const { username } = await createAdmin(ports, {
      username: firstArgument(input),
      email: textOption(input, 'email'),
      password: textOption(input, 'password') ?? '',
      role,
    })
    return [`${username} is ${role === 'owner' ? 'an owner' : 'an admin'} now and can sign in.`]
  },
}
