import { existsSync } from 'node:fs'
import { after } from 'node:test'
import { type Browser, chromium } from 'playwright-core'
import { ensureSystemPackages } from '../../../scripts/system-packages.mjs'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** One browser for all tests of a file. Installs Debian's Chromium where that is allowed, else names the command. */
export function openBrowser(): () => Promise<Browser> {
  let opening: Promise<Browser> | undefined
  after(async () => (await opening)?.close())
  return () => {
    opening ??= launchBrowser()
    return opening
  }
}

export async function launchBrowser(): Promise<Browser> {
  if (!places.some(existsSync)) ensureSystemPackages(['chromium'])
  const executablePath = places.find(existsSync)
  if (!executablePath) throw new Error('There is no Chromium to test with.')
  // As root, as containers are, Chromium has no sandbox of its own.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath, args })
}
