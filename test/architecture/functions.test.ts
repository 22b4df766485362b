import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseRouteTemplate } from '../local/functions-host/http/route-template.ts'
import { overlapping, type HttpRoute } from './overlapping-routes.ts'
import { pathOf, recordedStart, triggerOf, type RegisteredFunction } from './recorded-start.ts'

const { functions, log } = await recordedStart(pathOf('src/main.ts'))

/** Takes what no route takes, so it fits every path and has no file of its own. */
const catchAll = 'z-unmatched-route'
const folders: Readonly<Record<string, string>> = {
  httpTrigger: 'http',
  serviceBusTrigger: 'queue',
  timerTrigger: 'timer',
}

const ownFiles = functions.filter(({ name }) => name !== catchAll)
const fileOf = (one: RegisteredFunction) => `src/functions/${folders[triggerOf(one).type] ?? '?'}/${one.name}.ts`

/** `place-order-chain` has `placeOrderChainRoute` or, on a queue or a timer, `placeOrderChainHandler`. */
async function exportsItsTrigger(file: string): Promise<boolean> {
  const name = basename(file, '.ts').replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  return new RegExp(`export (const|function) ${name}(Route|Handler)\\b`).test(await readFile(pathOf(file), 'utf8'))
}

const routeOf = (one: RegisteredFunction): HttpRoute => {
  const { route = one.name, methods = ['GET', 'POST'] } = triggerOf(one)
  return { name: one.name, methods, template: parseRouteTemplate(route) }
}

describe('the functions of the app', () => {
  it('are named after the files that hold their triggers, each file in the folder of its kind', async () => {
    const files = globSync('src/functions/*/*.ts', { cwd: pathOf('') })
    const triggers = await Promise.all(files.map(async (file) => ((await exportsItsTrigger(file)) ? [file] : [])))
    expect(ownFiles.map(fileOf).sort()).toEqual(triggers.flat().sort())
    expect(ownFiles.length).toBeGreaterThan(5)
  })

  it('read their requests as streams: in the default mode the host loses chunked bodies', () => {
    expect(log).toContain('HTTP streaming enabled.')
  })
})

describe('the routes for operators', () => {
  const isForOperators = ({ name }: RegisteredFunction) => /^trigger-|^show-/.test(name)

  it.each(['anonymous', 'function'])(
    'ask for what the setting says (%s), and no other route for anything',
    async (level) => {
      const started = await recordedStart(pathOf('src/main.ts'), { OperatorAccess: level })
      const http = started.functions.filter((one) => triggerOf(one).type === 'httpTrigger')
      const levelsOf = (some: readonly RegisteredFunction[]) => new Set(some.map((one) => triggerOf(one).authLevel))
      expect(http.filter(isForOperators)).toHaveLength(9)
      expect(levelsOf(http.filter(isForOperators))).toEqual(new Set([level]))
      expect(levelsOf(http.filter((one) => !isForOperators(one)))).toEqual(new Set(['anonymous']))
    },
  )
})

describe('the routes', () => {
  const http = functions.filter((one) => triggerOf(one).type === 'httpTrigger')

  it('never fit one path and method twice, since the host would take the first by name', () => {
    expect(overlapping(http.filter(({ name }) => name !== catchAll).map(routeOf))).toEqual([])
  })

  it('leave what they do not take to the function whose name sorts last', () => {
    const byName = http.map(({ name }) => name.toUpperCase()).sort()
    expect(byName.at(-1)).toBe(catchAll.toUpperCase())
    expect(triggerOf(http.find(({ name }) => name === catchAll) ?? expect.fail())).toMatchObject({
      route: '{*path}',
      methods: expect.arrayContaining(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']) as string[],
    })
  })
})
