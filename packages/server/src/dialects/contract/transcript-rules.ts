import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { clients } from './older-clients.ts'
import type { DialectFacts } from './facts.ts'
import { playTranscript, type Transcript } from './play-transcript.ts'

/** Recorded conversations are played against a composed server, with every official client where sockets speak. */
export function transcriptRules({ name }: DialectFacts): void {
  const folder = new URL(`../${name}/transcripts/`, import.meta.url)
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))

  test('[DI-22] there are recorded conversations', () => assert.ok(files.length > 0))

  for (const file of files) {
    const transcript = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Transcript
    const usesSockets = transcript.steps.some((step) => 'connect' in step)
    for (const kind of usesSockets ? clients : clients.slice(0, 1)) {
      test(`[DI-23] ${transcript.tells}${usesSockets ? `, with ${kind.name}` : ''}`, (t) =>
        playTranscript(t, transcript, kind))
    }
  }
}
