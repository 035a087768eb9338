import { faultFor } from './cli/command-fault.ts'
import { start } from './cli/start.ts'

try {
  process.exitCode = await start(process.argv.slice(2))
} catch (error) {
  const fault = faultFor(error)
  if (!fault) throw error
  process.stderr.write(`hubbub: ${fault.message}\n(${fault.code})\n`)
  process.exitCode = fault.exitCode
}
