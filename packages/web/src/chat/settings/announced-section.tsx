import { dialogWords } from '../../words/dialog.ts'
import { announce, announced, announcements } from '../room/announced.ts'

/** What a screen reader says by itself, on this device. */
export function AnnouncedSection() {
  const words = dialogWords.value.announced
  return (
    <section aria-labelledby="settings-announced">
      <h3 id="settings-announced">{words.heading}</h3>
      <fieldset class="choices" aria-describedby="announced-hint">
        <legend>{words.label}</legend>
        {announcements.map((one) => (
          <label key={one} class="switch">
            <input
              type="radio"
              name="announced"
              checked={announced.value === one}
              onChange={() => announce(one)}
            />
            {words.choices[one]}
          </label>
        ))}
      </fieldset>
      <p class="muted" id="announced-hint">
        {words.hint}
      </p>
    </section>
  )
}
