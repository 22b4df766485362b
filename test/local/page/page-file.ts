import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'

export interface PageFile {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** A page runs and shows what comes from its own process; nothing else is loaded. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }

export const pageHeaders = (type: keyof typeof types): PageFile['headers'] => ({
  'content-type': `${types[type]}${type === '.svg' ? '' : '; charset=utf-8'}`,
  'content-security-policy': policy,
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
})

/**
 * A file of a page's own folder, or else of this one, which all pages share; undefined if neither has it. A process
 * serves both below `/page/`, where `../../page/bar.js` means the same as it does on the disk. Read for every request,
 * so that a change is seen when the page is loaded again.
 */
export async function pageFile(folder: URL, name: string): Promise<PageFile | undefined> {
  const type = extname(name)
  if (!isKnown(type) || !/^[a-z-]+\.[a-z]+$/.test(name)) return undefined
  const body = (await contentOf(new URL(name, folder))) ?? (await contentOf(new URL(name, import.meta.url)))
  return body && { headers: pageHeaders(type), body }
}

const isKnown = (type: string): type is keyof typeof types => Object.hasOwn(types, type)

async function contentOf(file: URL): Promise<Buffer | undefined> {
  try {
    return await readFile(file)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw fault
  }
}
