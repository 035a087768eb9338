import { chooseTheme, type Theme, theme, themes } from '../page/theme.ts'
import { chooseLanguage, type Language, language, languages } from '../words/language.ts'

/** What is chosen for this device; a label stands around each. */
export function ThemeSelect({ names }: { names: Record<Theme, string> }) {
  return (
    <select value={theme.value} onChange={({ currentTarget }) => chooseTheme(currentTarget.value as Theme)}>
      {themes.map((one) => (
        <option key={one} value={one}>
          {names[one]}
        </option>
      ))}
    </select>
  )
}

export function LanguageSelect() {
  return (
    <select
      value={language.value}
      onChange={({ currentTarget }) => chooseLanguage(currentTarget.value as Language)}
    >
      {Object.entries(languages).map(([tag, name]) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </select>
  )
}
