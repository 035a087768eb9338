// Runs before the first paint: the chosen theme, else the device's, so that a dark page never flashes white.
{
  let theme
  try {
    theme = localStorage.getItem('hubbub:theme')
  } catch {}
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.dataset.theme = theme === 'light' || theme === 'dark' ? theme : isDark ? 'dark' : 'light'
}
