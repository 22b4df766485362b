import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { startedOps } from './started-ops.ts'

const { tablesConnection } = startedOps()
const main = fileURLToPath(new URL('../../../src/ops/main.ts', import.meta.url))

/** As npm runs it, with no other settings than these. */
const ops = (args: readonly string[], settings: Readonly<Record<string, string>> = {}) =>
  new Promise<{ code: unknown; output: string }>((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '', ...settings }
    execFile(process.execPath, [main, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, output: stdout + stderr }),
    )
  })

test('the command works where the settings say', async () => {
  const place = { Tables: tablesConnection() }
  const added = await ops(['allow', 'add', '+4799999999', '--note', 'Kari'], place)
  expect(added).toEqual({ code: 0, output: '+47***99 is allowed within a minute.\n' })
  expect(await ops(['allow', 'list'], place)).toEqual({ code: 0, output: '+47***99          Kari\n' })
})

test.each([
  [['allow', 'list'], 1, /settings are not usable:\n {2}Tables: either this or Tables__endpoint must be set\n$/],
  [
    ['dead-letters', 'list', 'feed'],
    1,
    /ServiceBus: either this or ServiceBus__fullyQualifiedNamespace must be set\n$/,
  ],
  [['--help'], 0, /allow add <number.+dead-letters replay <queue>/s],
  [['allow'], 2, /^there is no such command; --help shows them\n$/],
  [['allow', 'add'], 2, /^it is called so: npm run ops -- allow add <number/],
  [['allow', 'list', '--loud'], 2, /^Unknown option '--loud'; --help shows the options\n$/],
])('%j ends with %i and says why', async (args, code, text) => {
  const ended = await ops(args)
  expect(ended.code).toBe(code)
  expect(ended.output).toMatch(text)
})
