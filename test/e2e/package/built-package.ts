import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll } from 'vitest'
import { pathOf } from '../../architecture/recorded-start.ts'

/** The folder that is deployed, built for all tests of a file, far from the repository and its packages. */
export function builtPackage(): { readonly entry: string } {
  const built = { entry: '' }
  let folder: string | undefined
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'package-'))
    const build = ['.ci/build.mjs', '--folder', folder, '--starts', '1']
    await promisify(execFile)(process.execPath, build, { cwd: pathOf('') })
    built.entry = join(folder, 'main.js')
  })
  afterAll(() => (folder === undefined ? undefined : rm(folder, { recursive: true })))
  return built
}
