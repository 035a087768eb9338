import { locale } from './language.ts'

type Form = 'time' | 'day' | 'full'

const forms: Record<Form, Intl.DateTimeFormatOptions> = {
  time: { hour: 'numeric', minute: '2-digit' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  full: { dateStyle: 'full', timeStyle: 'short' },
}

const made = new Map<string, Intl.DateTimeFormat>()

export function timeWords(at: Date, form: Form): string {
  const key = `${locale.value} ${form}`
  const format = made.get(key) ?? new Intl.DateTimeFormat(locale.value, forms[form])
  made.set(key, format)
  return format.format(at)
}

/** "Today", "Yesterday", "Monday, 3 March", with the year where it is another one. */
export function dayWords(at: Date, now = new Date()): string {
  const days = Math.round((midnight(now) - midnight(at)) / 86_400_000)
  if (days === 0 || days === 1) {
    const words = new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }).format(-days, 'day')
    return words.charAt(0).toLocaleUpperCase(locale.value) + words.slice(1)
  }
  const day = timeWords(at, 'day')
  return at.getFullYear() === now.getFullYear() ? day : `${day} ${at.getFullYear()}`
}

const midnight = (at: Date): number => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
