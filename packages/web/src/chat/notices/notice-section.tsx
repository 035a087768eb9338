import { useEffect } from 'preact/hooks'
import { roomPath } from '../../page/router.ts'
import { dialogWords } from '../../words/dialog.ts'
import { act } from '../act.ts'
import { permission, permissionNow, showsText, showText, turnOn, wish, wishFor } from './notice-settings.ts'
import { showNotice } from './notify.ts'

/** Notifications of this device. What each room tells is chosen in the room's own menu. */
export function NoticeSection() {
  const words = dialogWords.value.notices
  // It may have been changed in the browser's own settings.
  useEffect(() => {
    permission.value = permissionNow()
  }, [])
  return (
    <section aria-labelledby="settings-notices">
      <h3 id="settings-notices">{words.heading}</h3>
      {permission.value === 'granted' ? <Choices /> : <Permission />}
      <p class="muted">{words.perRoom}</p>
    </section>
  )
}

function Permission() {
  const words = dialogWords.value.notices
  if (permission.value === 'missing') return <p>{words.missing}</p>
  if (permission.value === 'denied') return <p>{words.denied}</p>
  return (
    <>
      <p>{words.explained}</p>
      <button type="button" class="button is-wide" onClick={() => void turnOn()}>
        {words.turnOn}
      </button>
    </>
  )
}

function Choices() {
  const words = dialogWords.value.notices
  const isOn = wish.value !== 'off'
  const test = () =>
    act(
      showNotice(words.testTitle, { body: words.testText, tag: 'test', data: { path: roomPath('general') } }),
    )
  return (
    <>
      <label class="switch">
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ currentTarget }) => wishFor(currentTarget.checked ? 'on' : 'off')}
        />
        {words.onThisDevice}
      </label>
      <label class="switch">
        <input
          type="checkbox"
          checked={showsText.value}
          disabled={!isOn}
          onChange={({ currentTarget }) => showText(currentTarget.checked)}
        />
        {words.withText}
      </label>
      {isOn && (
        <button type="button" class="button is-wide" onClick={test}>
          {words.test}
        </button>
      )}
    </>
  )
}
