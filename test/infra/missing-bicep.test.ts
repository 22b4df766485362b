import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { pathOf } from '../architecture/recorded-start.ts'

it('npm run infra fails with one line that says how to get Bicep where it cannot be had', async () => {
  const nowhere = mkdtempSync(join(tmpdir(), 'no-bicep-'))
  onTestFinished(() => rmSync(nowhere, { recursive: true }))
  const options = { cwd: nowhere, env: { PATH: nowhere } }
  const run = promisify(execFile)(process.execPath, [pathOf('.ci/infra.mjs')], options)
  const failed = await run.catch((error: unknown) => error as { code: number; stdout: string; stderr: string })
  expect(failed).toMatchObject({ code: 1, stdout: '' })
  expect(failed.stderr).toMatch(
    /^Bicep is missing: .+ Azure\.Bicep\.CommandLine\.[\w-]+ \d+\.\d+\.\d+ can be restored\.\n$/,
  )
})
