import { failureIn, wordsFor } from '../../page/problem.ts'
import { Field } from '../../parts/field.tsx'
import type { FormFault, FormState } from '../../parts/use-form.ts'
import { dialogWords } from '../../words/dialog.ts'

/** What a room is given when it is made, and what can be changed of it later. */
export type RoomField = 'name' | 'kind' | 'topic'

export const roomFieldIds: Record<RoomField, string> = {
  name: 'room-name',
  kind: 'room-kind',
  topic: 'room-topic',
}

interface RoomFieldProps {
  /** Of a form that has more fields, too. */
  form: Pick<FormState<RoomField>, 'values' | 'fault' | 'set'>
}

export function RoomNameField({ form, isFirst = false }: RoomFieldProps & { isFirst?: boolean }) {
  return (
    <Field
      id={roomFieldIds.name}
      label={dialogWords.value.create.name}
      value={form.values.name}
      onValue={(name) => form.set('name', name)}
      error={form.fault.errors?.name}
      input={{ maxLength: 80, required: true, dir: 'auto', autocomplete: 'off', autofocus: isFirst }}
    />
  )
}

export function RoomTopicField({ form }: RoomFieldProps) {
  return (
    <Field
      id={roomFieldIds.topic}
      label={dialogWords.value.create.topic}
      optional
      value={form.values.topic}
      onValue={(topic) => form.set('topic', topic)}
      input={{ maxLength: 500, dir: 'auto', autocomplete: 'off' }}
    />
  )
}

export const missingInRoom = ({ name }: Record<'name', string>): { name?: string } =>
  name.trim() === '' ? { name: dialogWords.value.create.needsName } : {}

export function roomFault(failure: unknown): FormFault<RoomField> {
  const known = failureIn(failure)
  if (known?.code === 'display-name.invalid') return { errors: { name: known.detail ?? known.title } }
  return { problem: wordsFor(failure) }
}
