import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Has a `host.json` with this content, as text or as an object, for as long as it is in use. */
export async function withHostJson<Result>(content: unknown, use: (path: string) => Promise<Result>): Promise<Result> {
  const path = join(await mkdtemp(join(tmpdir(), 'host-json-')), 'host.json')
  try {
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
    return await use(path)
  } finally {
    await rm(dirname(path), { recursive: true })
  }
}
