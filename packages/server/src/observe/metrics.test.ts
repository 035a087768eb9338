import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createExposition } from './exposition.ts'
import { createMetrics } from './metrics.ts'

function metricsFor(t: TestContext) {
  const metrics = createMetrics({ version: '1.2.3' })
  t.after(metrics.stop)
  return metrics
}

test('things that happen are counted, by reason where there is one', (t) => {
  const metrics = metricsFor(t)
  metrics.messageSent()
  metrics.messageSent()
  metrics.messageDeleted()
  metrics.signInRefused('wrong-password')
  metrics.slowReaderTold()
  const text = metrics.render()
  assert.match(text, /^hubbub_messages_total\{action="sent"\} 2$/m)
  assert.match(text, /^hubbub_messages_total\{action="deleted"\} 1$/m)
  assert.match(text, /^hubbub_sign_ins_refused_total\{reason="wrong-password"\} 1$/m)
  assert.match(text, /^hubbub_slow_readers_total 1$/m)
})

test('times fall into buckets that count everything below them', (t) => {
  const metrics = metricsFor(t)
  metrics.ackSeconds('message.send', 0.002)
  metrics.ackSeconds('message.send', 0.03)
  metrics.ackSeconds('message.send', 60)
  const text = metrics.render()
  const bucket = (bound: string) => `hubbub_ack_seconds_bucket{command="message.send",le="${bound}"}`
  for (const [bound, count] of [
    ['0.001', 0],
    ['0.0025', 1],
    ['0.05', 2],
    ['10', 2],
    ['+Inf', 3],
  ] as const) {
    assert.ok(text.includes(`${bucket(bound)} ${count}\n`), bound)
  }
  assert.match(text, /^hubbub_ack_seconds_sum\{command="message.send"\} 60\.03/m)
  assert.match(text, /^hubbub_ack_seconds_count\{command="message.send"\} 3$/m)
})

test('sizes are read when somebody asks', (t) => {
  const metrics = metricsFor(t)
  let sockets = 1
  metrics.level('sockets', () => sockets)
  sockets = 7
  assert.match(metrics.render(), /^hubbub_sockets 7$/m)
})

test('a reader that fails or a number that is none is left out and harms nothing', (t) => {
  const metrics = metricsFor(t)
  metrics.level('write_queue', () => {
    throw new Error('stopped')
  })
  metrics.level('reader_queue', () => Number.NaN)
  metrics.ackSeconds('room.create', Number.NaN)
  metrics.tombstonesPurged(-1)
  const text = metrics.render()
  assert.doesNotMatch(text, /write_queue|reader_queue|room\.create|NaN/)
  assert.match(text, /^hubbub_tombstones_purged_total 0$/m)
})

test('the process tells its version, memory, processor time and lag', (t) => {
  const text = metricsFor(t).render()
  assert.match(text, /^hubbub_build_info\{version="1\.2\.3",node="v\d+\.\d+\.\d+"\} 1$/m)
  assert.match(text, /^hubbub_process_resident_memory_bytes [1-9]\d+$/m)
  assert.match(text, /^hubbub_process_cpu_seconds_total \d/m)
  assert.match(text, /^hubbub_event_loop_lag_seconds\{quantile="0\.99"\} \d/m)
})

test('the text is what Prometheus reads: one head per name, ours in front, counters ending in _total', (t) => {
  const metrics = metricsFor(t)
  metrics.messageSent()
  metrics.batchCommitted(3, 0.004)
  const lines = metrics.render().trimEnd().split('\n')
  const types = lines.filter((line) => line.startsWith('# TYPE ')).map((line) => line.split(' ').slice(2))
  const names = types.map(([name]) => name)
  assert.deepEqual(names, [...new Set(names)])
  for (const [name = '', type] of types) {
    assert.match(name, /^hubbub_[a-z_]+$/)
    assert.equal(name.endsWith('_total'), type === 'counter', name)
  }
  const sample = /^hubbub_[a-z_]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? -?[\d.e+-]+$/
  for (const line of lines.filter((each) => !each.startsWith('#'))) assert.match(line, sample)
})

test('a label that would grow for ever ends in one series named other', () => {
  const exposition = createExposition()
  const count = exposition.counter('hubbub_test_total', 'Test.', ['reason'])
  for (let n = 0; n < 10_000; n += 1) count([`reason ${n}`])
  const lines = exposition.render().trimEnd().split('\n')
  assert.equal(lines.length, 2 + 501)
  assert.ok(lines.includes('hubbub_test_total{reason="other"} 9500'))
})

test('quotes and line breaks in a label stay inside it', () => {
  const exposition = createExposition()
  exposition.counter('hubbub_test_total', 'Test.', ['reason'])(['a"b\\c\nd'])
  assert.match(exposition.render(), /^hubbub_test_total\{reason="a\\"b\\\\c\\nd"\} 1$/m)
})
