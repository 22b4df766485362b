import { expect, it } from 'vitest'
import { tokenHolder } from '../../local/cloud/api-client.ts'
import { composedScope, createScope } from '../../local/cloud/tokens.ts'
import { instantEmail, instantSms } from '../instant-request.ts'
import { invalid } from '../problems.ts'
import { brokenRules, composed, instantPaths } from './immediate-rules.ts'
import { rowsIn, startedApi } from './started-api.ts'

const api = startedApi()
const composedPath = '/future/orders/composed-email'

const caller = (scopes: string, org = 'ttd') => tokenHolder(api.cloud.url, { scopes, org })

it.each(brokenRules)('%s is kept by %s', async (...[, path, request, errors]) => {
  const owner = await caller(`${createScope} ${composedScope}`)
  const { status, text } = await owner.post(path, request)
  expect(JSON.parse(text)).toEqual(invalid(errors))
  expect(status).toBe(400)
})

const good: readonly [path: string, request: object][] = [
  [instantPaths.sms, instantSms('caller', '+4799999999')],
  [instantPaths.email, instantEmail('caller', 'caller@example.no')],
  [composedPath, composed('caller')],
]

it.each(good)('%s is for callers with its own right and an organisation', async (path, request) => {
  const [own, other] = path === composedPath ? [composedScope, createScope] : [createScope, composedScope]
  expect(await api.stranger.post(path, request)).toMatchObject({ status: 401, text: '' })
  expect(await (await caller(other)).post(path, request)).toMatchObject({ status: 403, text: '' })
  for (const org of ['', ' ']) {
    expect(await (await caller(own, org)).post(path, request)).toMatchObject({ status: 403, text: '' })
  }
})

it('has stored nothing, and logged nothing', async () => {
  expect(await rowsIn(api.cloud)).toBe(0)
  expect(api.lines).toEqual([])
})
