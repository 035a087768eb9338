import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { NEEDED_BY_TESTS, PYTHON_CLIENTS } from '../../../../scripts/system-packages.mjs'
import { repository } from '../guards/source-tree.ts'

test('npm test brings the clients that no npm package is', () => {
  assert.ok(PYTHON_CLIENTS.includes('python3-socketio'))
  for (const name of PYTHON_CLIENTS) assert.ok(NEEDED_BY_TESTS.includes(name), name)
})

test('what may not be installed is named, with the command that would', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(repository, 'scripts/system-packages.mjs'), 'no-such-package', 'nor-this-one'],
    { env: { ...process.env, HUBBUB_NO_APT: '1' }, encoding: 'utf8' },
  )
  assert.equal(status, 1)
  assert.match(
    stderr,
    /need no-such-package, nor-this-one\. Install with: sudo apt-get install .* no-such-package nor-this-one\n$/,
  )
})
