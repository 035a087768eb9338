// Runs before the first paint.
{
  const read = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {}
  }
  // So that a page that was chosen to be dark never flashes white.
  const theme = read('hubbub:theme')
  if (theme) document.documentElement.dataset.theme = theme
  // What the page's script will import is known by now: it comes beside it, not after it.
  for (const name of read('hubbub:signed-in') ? CHAT : ENTRY) {
    const link = document.createElement('link')
    link.rel = 'modulepreload'
    link.href = `/c/assets/${name}`
    document.head.append(link)
  }
}
