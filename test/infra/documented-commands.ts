import { globSync, readFileSync } from 'node:fs'
import { pathOf } from '../architecture/recorded-start.ts'

export interface Command {
  readonly page: string
  readonly text: string
}

/** Every command that README and docs tell people to run: lines of `sh` blocks, and commands in running text. */
export function documentedCommands(): Command[] {
  const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: pathOf('') })]
  return pages.flatMap((page) => commandsOf(readFileSync(pathOf(page), 'utf8')).map((text) => ({ page, text })))
}

export function commandsOf(page: string): string[] {
  const blocks = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = '']) => block.split('\n'))
  const lines = blocks.map((line) => line.replace(/\s+#.*$/, '').trim()).filter((line) => line !== '')
  const running = [...page.matchAll(/`((?:npm|npx|node|sh|bash|az|azd|gh|func) [^`\n]+)`/g)].map(
    ([, text = '']) => text,
  )
  return [...lines, ...running]
}
