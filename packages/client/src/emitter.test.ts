import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { test } from 'node:test'
import { Emitter } from './emitter.ts'

interface Words {
  said: string
  sung: string
}

test('a listener hears what it listens to, until it is taken off', () => {
  const emitter = new Emitter<Words>()
  const heard: string[] = []
  const off = emitter.on('said', (word) => heard.push(word))
  emitter.emit('said', 'one')
  emitter.emit('sung', 'la')
  off()
  emitter.emit('said', 'two')
  assert.deepEqual(heard, ['one'])
})

test('the same function given twice hears twice, and goes off once at a time', () => {
  const emitter = new Emitter<Words>()
  const heard: string[] = []
  const listen = (word: string) => heard.push(word)
  const off = emitter.on('said', listen)
  emitter.on('said', listen)
  emitter.emit('said', 'one')
  off()
  off()
  emitter.emit('said', 'two')
  assert.deepEqual(heard, ['one', 'one', 'two'])
})

test('a listener that throws keeps nobody from hearing, and its mistake is not lost', (t) => {
  const emitter = new Emitter<Words>()
  const later: (() => void)[] = []
  t.mock.method(globalThis, 'queueMicrotask', (run: () => void) => later.push(run))
  const heard: string[] = []
  emitter.on('said', () => {
    throw new Error('the mistake')
  })
  emitter.on('said', (word) => heard.push(word))
  emitter.emit('said', 'one')
  assert.deepEqual(heard, ['one'])
  assert.equal(later.length, 1)
  assert.throws(() => later[0]?.(), /the mistake/)
})

test('listeners may come and go while they are told', () => {
  const emitter = new Emitter<Words>()
  const heard: string[] = []
  const off = emitter.on('said', () => {
    off()
    emitter.on('said', (word) => heard.push(`late ${word}`))
  })
  emitter.on('said', (word) => heard.push(word))
  emitter.emit('said', 'one')
  emitter.emit('said', 'two')
  assert.deepEqual(heard, ['one', 'two', 'late two'])
})

test('a signal takes the listener off, and nothing is left on the signal', () => {
  const emitter = new Emitter<Words>()
  const heard: string[] = []
  const first = new AbortController()
  const second = new AbortController()
  emitter.on('said', (word) => heard.push(word), { signal: first.signal })
  const off = emitter.on('said', () => {}, { signal: second.signal })
  off()
  assert.equal(getEventListeners(second.signal, 'abort').length, 0)
  first.abort()
  assert.equal(getEventListeners(first.signal, 'abort').length, 0)
  emitter.on('said', (word) => heard.push(word), { signal: first.signal })
  assert.equal(emitter.count(), 0, 'a signal that is aborted already lets nobody listen')
  emitter.emit('said', 'one')
  assert.deepEqual(heard, [])
})

test('it counts its listeners and tells when they come and go', () => {
  let changes = 0
  const emitter = new Emitter<Words>(() => changes++)
  const off = emitter.on('said', () => {})
  emitter.on('sung', () => {})
  assert.equal(emitter.count(), 2)
  off()
  assert.equal(changes, 3)
  assert.equal(emitter.count(), 1)
  assert.equal(emitter.count('said'), 0)
  assert.equal(emitter.count('sung'), 1)
})
