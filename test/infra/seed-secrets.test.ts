import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { pathOf } from '../architecture/recorded-start.ts'

/** Runs the script with a command `az` that lists what is given and keeps what it is told to set. */
async function seed(list: string) {
  const folder = mkdtempSync(join(tmpdir(), 'seed-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const kept = join(folder, 'kept')
  writeFileSync(kept, '')
  writeFileSync(
    join(folder, 'az'),
    `#!/bin/sh\ncase "$3" in\n  list) ${list} ;;\n  set) echo "$7 $(cat "$9")" >>${kept} ;;\nesac\n`,
  )
  chmodSync(join(folder, 'az'), 0o755)
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH ?? ''}` }
  const { code = 0, stdout } = (await promisify(execFile)('sh', [pathOf('infra/seed-secrets.sh'), 'kv-x'], {
    env,
  }).catch((error: unknown) => error as { code: number; stdout: string })) as { code?: number; stdout: string }
  return { code, stdout, kept: readFileSync(kept, 'utf8') }
}

it('a vault without keys gets them, each of 32 random bytes, which are not shown', async () => {
  const { code, stdout, kept } = await seed('echo maskinporten-key')
  expect(code).toBe(0)
  const made = kept.trim().split('\n')
  expect(made.map((line) => line.split(' ')[0])).toEqual(['keyed-hash-key', 'metrics-api-key'])
  const keys = made.map((line) => line.split(' ')[1] ?? '')
  expect(keys.map((key) => Buffer.from(key, 'base64').length)).toEqual([32, 32])
  expect(keys[0]).not.toBe(keys[1])
  expect(stdout).toBe('keyed-hash-key has been made\nmetrics-api-key has been made\n')
})

it('a key that is there is never replaced', async () => {
  const { code, stdout, kept } = await seed('printf "a\\nkeyed-hash-key\\n"')
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'keyed-hash-key is there\nmetrics-api-key has been made\n' })
  expect(kept).toMatch(/^metrics-api-key \S+\n$/)
})

it('a vault that cannot be read is not taken for an empty one', async () => {
  expect(await seed('exit 3')).toEqual({ code: 3, stdout: '', kept: '' })
})
