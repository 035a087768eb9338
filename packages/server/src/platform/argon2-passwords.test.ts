import assert from 'node:assert/strict'
import { argon2Sync } from 'node:crypto'
import { test } from 'node:test'
import { PasswordsBusy } from '../core/ports/passwords.ts'
import { createArgon2Passwords } from './argon2-passwords.ts'
import { createHashQueue } from './hash-queue.ts'

// Real Argon2id at its least cost: the tests prove rules, not strength.
const cost = { memory: 64, passes: 1, parallelism: 1 }
const cheap = createArgon2Passwords({ cost })

/** Made with the C library's crypt(3): bcrypt of "correct horse", cost 4, without its spelling. */
const BCRYPT = '04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e'

test('a hash is a PHC string that its password fits and another does not', async () => {
  const hash = await cheap.hash('correct horse')
  assert.match(hash, /^\$argon2id\$v=19\$m=64,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  assert.equal(await cheap.verify('correct horse', hash), true)
  assert.equal(await cheap.verify('correct horsf', hash), false)
})

test('two hashes of one password differ, for each has its own salt', async () => {
  assert.notEqual(await cheap.hash('correct horse'), await cheap.hash('correct horse'))
})

test('the strength in use is 19 MiB and two passes', async () => {
  const strong = createArgon2Passwords()
  const hash = await strong.hash('correct horse')
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.equal(await strong.verify('correct horse', hash), true)
  assert.equal(strong.needsRehash(hash), false)
  assert.equal(strong.needsRehash(await cheap.hash('correct horse')), true)
  assert.equal(await strong.verify('correct horse', await cheap.hash('correct horse')), true)
})

test('a hash of another Argon2id library fits, whatever its strength, lanes and lengths', async () => {
  const nonce = Buffer.from('twelve bytes')
  const parameters = { nonce, memory: 256, passes: 3, parallelism: 4, tagLength: 24 }
  const tag = argon2Sync('argon2id', { ...parameters, message: 'correct horse' })
    .toString('base64')
    .replace(/=+$/, '')
  const hash = `$argon2id$v=19$m=256,t=3,p=4$${nonce.toString('base64')}$${tag}`
  assert.equal(await cheap.verify('correct horse', hash), true)
  assert.equal(await cheap.verify('wrong horse', hash), false)
  assert.equal(cheap.needsRehash(hash), true, 'its tag is shorter than ours')
})

test('[AUT-05] two passwords of 80 bytes that share the first 72 are two passwords', async () => {
  const hash = await cheap.hash(`${'x'.repeat(72)}aaaaaaaa`)
  assert.equal(await cheap.verify(`${'x'.repeat(72)}bbbbbbbb`, hash), false)
})

test('[AUT-06] nothing ends at U+0000, neither in our hashes nor in imported ones', async () => {
  const hash = await cheap.hash('abc\0def')
  assert.equal(await cheap.verify('abc', hash), false)
  assert.equal(await cheap.verify('abc\0def', hash), true)
  for (const spelling of ['2a', '2b', '2y']) {
    assert.equal(await cheap.verify('correct horse\0anything', `$${spelling}$${BCRYPT}`), false, spelling)
  }
})

test('[AUT-08] a password is one password, composed or not', async () => {
  const hash = await cheap.hash('caf\u00e9 au lait')
  assert.equal(await cheap.verify('cafe\u0301 au lait', hash), true)
  assert.equal(await cheap.verify('cafe au lait', hash), false)
})

test('[AUT-10] an unknown account is refused by the same work as a wrong password', async () => {
  const taken: string[] = []
  const queue = createHashQueue({ running: 1, waiting: 0 })
  const counting = createArgon2Passwords({
    cost,
    queue: {
      run(work) {
        taken.push('a place in the queue')
        return queue.run(work)
      },
    },
  })
  assert.equal(await counting.verify('correct horse', undefined), false)
  assert.equal(await counting.verify('correct horse', await cheap.hash('wrong')), false)
  assert.equal(taken.length, 2)
})

test('bcrypt hashes of older services fit, in all three spellings, and ask to be hashed anew', async () => {
  for (const spelling of ['2a', '2b', '2y']) {
    const hash = `$${spelling}$${BCRYPT}`
    assert.equal(await cheap.verify('correct horse', hash), true, spelling)
    assert.equal(await cheap.verify('wrong horse', hash), false, spelling)
    assert.equal(cheap.needsRehash(hash), true)
  }
})

test('a stored text that is no hash, or a ruinous one, fits nothing', async () => {
  const good = await cheap.hash('correct horse')
  const stored = [
    '',
    'correct horse',
    '$argon2id$',
    good.replace('argon2id', 'argon2i'),
    good.replace('m=64', 'm=4194304'),
    good.replace('t=1', 't=0'),
    good.replace('p=1', 'p=16'),
    `$2b$31$${BCRYPT.slice(3)}`,
    `$2x$${BCRYPT}`,
    `$2b$${BCRYPT.slice(0, -1)}`,
  ]
  for (const hash of stored) assert.equal(await cheap.verify('correct horse', hash), false, hash)
})

test('hashes and checks share one queue, and who finds it full is refused', async () => {
  const narrow = createArgon2Passwords({ cost, queue: createHashQueue({ running: 1, waiting: 1 }) })
  const [first, second, third] = await Promise.allSettled([
    narrow.hash('correct horse'),
    narrow.verify('correct horse', undefined),
    narrow.verify('correct horse', `$2b$${BCRYPT}`),
  ])
  assert.equal(first.status, 'fulfilled')
  assert.equal(second.status, 'fulfilled')
  assert.ok(third.status === 'rejected' && third.reason instanceof PasswordsBusy)
})
