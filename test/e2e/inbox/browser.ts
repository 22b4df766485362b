import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Where the machine has a Chromium; undefined if it has none. */
export const chromiumPath = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((folder) => names.map((name) => join(folder, name)))
  .find(isExecutable)

/** For the report of the tests: why they did not run where there is no browser. */
export const whyNot = chromiumPath === undefined ? ` (SKIPPED: none of ${names.join(', ')} is on the PATH)` : ''

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

export async function openBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error(`none of ${names.join(', ')} is installed`)
  return chromium.launch({ executablePath: chromiumPath })
}
