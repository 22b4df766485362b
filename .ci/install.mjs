/**
 * Makes `node_modules` fit `package-lock.json`, and does nothing where it already does.
 * Runs before every npm script that needs dependencies, on whatever Node the machine has (20 is enough),
 * so that a fresh clone needs one command.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const marker = 'node_modules/.installed-lock.json'
const lock = readFileSync('package-lock.json', 'utf8')

if (!existsSync(marker) || readFileSync(marker, 'utf8') !== lock) {
  console.log('Installing dependencies (once)…')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
  writeFileSync(marker, lock)
}
