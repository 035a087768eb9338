// Runs before the first paint: the chosen theme, so that a dark page never flashes white.
try {
  const theme = localStorage.getItem('hubbub:theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {}
