import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pathOf } from './recorded-start.ts'

/** A tree of the app's shape that breaks no wall. */
const sound: Readonly<Record<string, string>> = {
  'package.json':
    '{ "dependencies": { "zod": "1", "p-limit": "1", "@azure/functions": "1" }, "devDependencies": { "rhea": "1" } }',
  ...Object.fromEntries(['zod', 'p-limit', '@azure/functions', 'rhea'].map(packageFile)),
  'src/main.ts': "import { app } from '@azure/functions'\nimport './services.ts'\nimport './triggers.ts'",
  'src/services.ts': "import './adapters/tables/orders.ts'\nimport './adapters/altinn/keys.ts'\nimport 'zod'",
  'src/triggers.ts':
    "import './functions/http/place.ts'\nimport './functions/queue/send.ts'\nimport '@azure/functions'",
  'src/functions/http/place.ts':
    "import type { Services } from '../../services.ts'\nimport '../../use-cases/place.ts'\nimport 'zod'",
  'src/functions/queue/send.ts': "import type { Handler } from '@azure/functions'\nimport '../../domain/order.ts'",
  'src/use-cases/place.ts': "import type { Ports } from './ports.ts'\nimport 'p-limit'\nimport '../domain/order.ts'",
  'src/use-cases/ports.ts': "import type { Order } from '../domain/order.ts'",
  'src/ops/main.ts': "import '../services.ts'\nimport '../adapters/tables/orders.ts'",
  'src/domain/order.ts': "import './ids.ts'",
  'src/domain/ids.ts': 'export {}',
  'src/adapters/tables/orders.ts':
    "import type { Ports } from '../../use-cases/ports.ts'\nimport 'node:zlib'\nimport 'zod'",
  'src/adapters/altinn/keys.ts': "import '../../domain/ids.ts'",
  'test/local/start.ts': "import './broker/main.ts'",
  'test/local/broker/main.ts': "import 'rhea'",
  'test/local/ledger/timeline.ts': "import '../../../src/adapters/tables/orders.ts'",
  'test/unit/c.ts': "import { b } from './b.ts'",
}

function packageFile(name: string): [string, string] {
  return [`node_modules/${name}/index.js`, 'export {}']
}

/** Each breaks one wall. */
const planted: readonly (readonly [wall: string, file: string, text: string])[] = [
  ['domain-is-pure', 'src/domain/a.ts', "import { z } from 'zod'"],
  ['domain-is-pure', 'src/domain/b.ts', "import { readFile } from 'node:fs/promises'"],
  ['domain-is-pure', 'src/domain/c.ts', "import type { Ports } from '../use-cases/ports.ts'"],
  ['use-cases-go-through-ports', 'src/use-cases/a.ts', "import { randomUUID } from 'node:crypto'"],
  ['use-cases-go-through-ports', 'src/use-cases/b.ts', "import type { Place } from '../functions/http/place.ts'"],
  ['use-cases-go-through-ports', 'src/use-cases/c.ts', "import type { Orders } from '../adapters/tables/orders.ts'"],
  ['functions-are-thin', 'src/functions/http/a.ts', "import type { Orders } from '../../adapters/tables/orders.ts'"],
  ['functions-are-thin', 'src/functions/http/b.ts', "import { readFile } from 'node:fs/promises'"],
  ['functions-register-nothing', 'src/functions/http/c.ts', "import { app } from '@azure/functions'"],
  ['functions-register-nothing', 'src/functions/http/d.ts', "import { buildServices } from '../../services.ts'"],
  ['trigger-kinds-are-apart', 'src/functions/queue/a.ts', "import { place } from '../http/place.ts'"],
  ['adapters-know-ports', 'src/adapters/tables/a.ts', "import type { Place } from '../../use-cases/place.ts'"],
  ['adapters-know-ports', 'src/adapters/tables/b.ts', "import { send } from '../../functions/queue/send.ts'"],
  ['adapters-are-apart', 'src/adapters/tables/c.ts', "import type { Keys } from '../altinn/keys.ts'"],
  ['adapters-are-built-in-one-place', 'src/a.ts', "import { orders } from './adapters/tables/orders.ts'"],
  ['main-is-started', 'test/unit/a.test.ts', "import '../../src/main.ts'"],
  ['app-knows-no-test', 'src/b.ts', "import type { Broker } from '../test/local/broker/main.ts'"],
  ['local-cloud-knows-no-app', 'test/local/broker/a.ts', "import type { Order } from '../../../src/domain/order.ts'"],
  ['no-circle', 'test/unit/b.ts', "import type { C } from './c.ts'"],
  ['no-orphan', 'test/unit/d.ts', 'export const forgotten = true'],
  ['app-ships-its-packages', 'src/c.ts', "import { container } from 'rhea'"],
  ['app-ships-its-packages', 'src/d.ts', "import type { Nobody } from 'nobody-knows-this'"],
]

interface Cruise {
  readonly violations: readonly { readonly from: string; readonly rule: Rule }[]
  readonly ruleSetUsed: { readonly forbidden: readonly Rule[] }
}

interface Rule {
  readonly name: string
}

const run = promisify(execFile)
const cruiser = pathOf('node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
let tree: string
let cruise: Cruise

const brokenBy = (file: string) => cruise.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name)

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'walls-'))
  const files = [...Object.entries(sound), ...planted.map(([, file, text]) => [file, text] as const)]
  for (const [file, text] of files) {
    await mkdir(dirname(join(tree, file)), { recursive: true })
    await writeFile(join(tree, file), text)
  }
  const config = ['--config', pathOf('.dependency-cruiser.mjs'), '--output-type', 'json']
  const { stdout } = await run(process.execPath, [cruiser, ...config, 'src', 'test'], { cwd: tree })
  cruise = (JSON.parse(stdout) as { summary: Cruise }).summary
})

afterAll(() => rm(tree, { recursive: true }))

describe('the walls', () => {
  it.each(planted)('%s: %s may not say %s', (wall, file) => {
    expect(brokenBy(file)).toEqual([wall])
  })

  it('let everything through that is built as it should be', () => {
    const files = planted.map(([, file]) => file)
    expect(cruise.violations.filter(({ from }) => !files.includes(from))).toEqual([])
  })

  it('have each been broken here', () => {
    const broken = new Set(planted.map(([wall]) => wall))
    expect([...broken].sort()).toEqual(cruise.ruleSetUsed.forbidden.map(({ name }) => name).sort())
  })
})
