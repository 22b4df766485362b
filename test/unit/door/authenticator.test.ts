import { HttpRequest } from '@azure/functions'
import { expect, test, vi } from 'vitest'
import { authenticator } from '../../../src/functions/http/door/authenticator.ts'
import type { Caller } from '../../../src/functions/http/door/caller.ts'
import { aCaller } from './a-visit.ts'

const request = new HttpRequest({ method: 'GET', url: 'http://localhost/' })
const source = (caller?: Caller) => vi.fn(() => Promise.resolve(caller))
const somebody: Caller = { org: 'skd', scopes: ['something:else'] }

test('the first source that knows a caller who is allowed decides, and later ones are not asked', async () => {
  const later = source({ ...aCaller, org: 'nav' })
  const first = source(aCaller)
  expect(await authenticator([source(), first, later])(request, 'create')).toBe(aCaller)
  expect(first).toHaveBeenCalledWith(request, 'create')
  expect(later).not.toHaveBeenCalled()
})

test('a caller who is not allowed decides only where no other is', async () => {
  expect(await authenticator([source(somebody), source(aCaller)])(request, 'create')).toBe(aCaller)
  expect(await authenticator([source(), source(somebody), source(aCaller)])(request, 'support')).toBe(somebody)
  expect(await authenticator([source()])(request, 'create')).toBeUndefined()
})

test('rights of two identities are not put together', async () => {
  const composer: Caller = { org: 'ttd', scopes: ['altinn:serviceowner/notifications.composedemail.create'] }
  const caller = await authenticator([source(aCaller), source(composer)])(request, 'create-composed')
  expect(caller).toBe(composer)
})
