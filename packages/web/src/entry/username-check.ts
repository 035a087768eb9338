import type { OutputOf } from '@hubbub/protocol'
import { useEffect, useState } from 'preact/hooks'
import { askUsername } from '../page/ask.ts'

export type NameState = 'unknown' | 'checking' | OutputOf<'username.check'>

const pauseMs = 300

/** Asks whether a username is free once the typing pauses. A hint: the server decides when the form is sent. */
export function useNameState(username: string): NameState {
  const [state, setState] = useState<NameState>('unknown')
  useEffect(() => {
    if (username.length < 2) return setState('unknown')
    const giveUp = new AbortController()
    setState('checking')
    const timer = setTimeout(() => {
      askUsername(username, giveUp.signal).then(setState, () => {
        if (!giveUp.signal.aborted) setState('unknown')
      })
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      giveUp.abort()
    }
  }, [username])
  return state
}
