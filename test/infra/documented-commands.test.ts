import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { readCommand } from '../../src/ops/run-ops.ts'
import { pathOf } from '../architecture/recorded-start.ts'
import { commandsOf, documentedCommands, type Command } from './documented-commands.ts'

/** Run here, as they stand. */
const tried = ['npm start -- --help', 'npm run ops -- --help', 'npm run walls']

/** Too long to run once more, or nothing to start in a test: who runs them, and what shows that. */
const runElsewhere: Readonly<Record<string, readonly [file: string, trace: string]>> = {
  'npm start': ['test/e2e/local-cloud/start.test.ts', "startCommand('start.ts'"],
  'npm run demo': ['test/e2e/local-cloud/demo.test.ts', "startCommand('demo.ts'"],
  'npm run client': ['test/architecture/open-api/client.test.ts', 'generatedClient()'],
  'npm run neighbours': ['test/e2e/local-cloud/neighbours.test.ts', 'startNeighbours('],
  'npm test': ['.ci/run', 'npm test'],
  'npm run build': ['.ci/run', 'build'],
  'npm run infra': ['.ci/run', 'infra; do'],
  'npx vitest run --project unit': ['package.json', '"test": "vitest run"'],
  'node .ci/smoke.mjs': ['test/e2e/package/azure-settings.test.ts', '.ci/smoke.mjs'],
  'sh infra/seed-secrets.sh "$KEY_VAULT_NAME"': ['test/infra/seed-secrets.test.ts', 'infra/seed-secrets.sh'],
  [`curl -X POST http://127.0.0.1:7070/clock/forward -H 'Content-Type: application/json' -d '{"by":"P7D"}'`]: [
    'test/integration/local-cloud/clock/clock-routes.test.ts',
    "to: 'POST /clock/forward'",
  ],
  'cd dist && zip --recurse-paths --quiet ../package.zip . && cd ..': [
    '.github/workflows/deploy.yml',
    'cd dist && zip',
  ],
}

/** Take minutes, and no test runs them: `check` is what `.ci/run` does in other words, `bench` measures. */
const byHand = ['npm run check', 'npm run bench']

/** Need Azure, GitHub, Docker or Core Tools: the page that holds one says that it has not been tried. */
const untried = /^(az|azd|gh|func) |\b(docker compose|func start)\b/

/** Commands of operators work on what is elsewhere: read here as they are when they run, which other tests see to. */
const ops = 'npm run ops -- '
const isOps = (text: string) => text.startsWith(ops) && !tried.includes(text)
/** How all of those look. */
const pattern = `${ops}--local <command>`

const commands = documentedCommands()
const isKnown = ({ text }: Command) =>
  tried.includes(text) ||
  text in runElsewhere ||
  byHand.some((one) => text.startsWith(one)) ||
  untried.test(text) ||
  isOps(text)

describe('the commands of README and docs', () => {
  it('are each tried here, run by another test, run by hand, or said to be untried', () => {
    expect(commands.length).toBeGreaterThan(20)
    expect(commands.filter((command) => !isKnown(command))).toEqual([])
  })

  it.each(tried)(
    '%s succeeds',
    async (text) => {
      expect(commands.map((command) => command.text)).toContain(text)
      const [command = '', ...args] = text.split(' ')
      // Not the scripts before them, which install: nothing may change the packages under tests that run.
      const env = { ...process.env, npm_config_ignore_scripts: 'true' }
      const { stdout } = await promisify(execFile)(command, args, { cwd: pathOf(''), env })
      expect(stdout).not.toBe('')
    },
    180_000,
  )

  it.each(Object.entries(runElsewhere))('%s is run elsewhere', (_, [file, trace]) => {
    expect(readFileSync(pathOf(file), 'utf8')).toContain(trace)
  })

  it('for operators are understood', () => {
    const lines = commands.filter(({ text }) => isOps(text) && text !== pattern).map(({ text }) => text)
    expect(lines.length).toBeGreaterThan(5)
    for (const line of lines) {
      const words = [...line.slice(ops.length).matchAll(/'([^']*)'|(\S+)/g)]
      expect(readCommand(words.map(([, quoted, word]) => quoted ?? word ?? ''))).toBeDefined()
    }
    expect(() => readCommand(['allow', 'nobody'])).toThrow('there is no such command')
  })

  it('name scripts that there are', () => {
    const scripts = commands.flatMap(({ text }) => /^npm run (\S+)/.exec(text)?.[1] ?? [])
    expect(scripts.filter((script) => !(script in packageJson.scripts))).toEqual([])
  })

  it('that need Azure are said to be untried on their own page', () => {
    const pages = new Set(commands.filter(({ text }) => untried.test(text)).map(({ page }) => page))
    expect([...pages].filter((page) => !/not tried/i.test(readFileSync(pathOf(page), 'utf8')))).toEqual([])
  })

  it('would be found in blocks and in running text', () => {
    const page = 'See `npm run lint`.\n\n```sh\nnpm run nothing   # at all\n\naz login\n```\n'
    expect(commandsOf(page)).toEqual(['npm run nothing', 'az login', 'npm run lint'])
  })
})
