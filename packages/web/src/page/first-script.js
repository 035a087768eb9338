// Runs before the first paint.
{
  const read = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {}
  }
  // The chosen theme, else the device's, so that a dark page never flashes white.
  const theme = read('hubbub:theme')
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.dataset.theme = theme === 'light' || theme === 'dark' ? theme : isDark ? 'dark' : 'light'
  // What the page's script will import is known by now: it comes beside it, not after it.
  for (const name of read('hubbub:signed-in') ? CHAT : ENTRY) {
    const link = document.createElement('link')
    link.rel = 'modulepreload'
    link.href = `/c/assets/${name}`
    document.head.append(link)
  }
}
