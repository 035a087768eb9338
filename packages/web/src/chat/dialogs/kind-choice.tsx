import { dialogWords } from '../../words/dialog.ts'

const roomKinds = ['public', 'unlisted', 'private'] as const
export type ChosenKind = (typeof roomKinds)[number]

/** Who can come into a room. */
export function KindChoice({ value, onChange }: { value: string; onChange: (kind: ChosenKind) => void }) {
  const words = dialogWords.value
  const hints: Record<ChosenKind, string> = {
    public: words.create.publicHint,
    unlisted: words.create.unlistedHint,
    private: words.create.privateHint,
  }
  return (
    <fieldset class="choices" id="room-kind">
      <legend>{words.create.kind}</legend>
      {roomKinds.map((kind) => (
        <label key={kind} class="choice">
          <input
            type="radio"
            name="kind"
            value={kind}
            checked={value === kind}
            onChange={() => onChange(kind)}
          />
          <span>
            <strong>{words.kinds[kind]}</strong>
            <span class="muted">{hints[kind]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
