import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const looks = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'dark', forcedColors: 'active' },
} as const

/** What axe finds on the page as it stands: in light, in dark and in forced colours. */
export async function faults(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const [look, media] of Object.entries(looks)) {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true)))),
    )
    // Through the debugger, which the page's policy does not bind.
    const session = await page.context().newCDPSession(page)
    await session.send('Runtime.evaluate', { expression: axe })
    // Forced colours are the system's own, and axe does not see them: it reads those that were there before.
    const rules = look === 'forced' ? { 'color-contrast': { enabled: false } } : {}
    const options = JSON.stringify({ runOnly: tags, rules })
    const { result } = await session.send('Runtime.evaluate', {
      expression: `axe.run(${options}).then(({ violations }) => JSON.stringify(violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => id + ' ' + node.html.slice(0, 120) + ' ' + node.failureSummary))))`,
      awaitPromise: true,
    })
    found.push(...(JSON.parse(String(result.value)) as string[]).map((fault) => `${look}: ${fault}`))
    await session.detach()
  }
  await page.emulateMedia({ ...looks.light, reducedMotion: 'reduce' })
  return found
}
