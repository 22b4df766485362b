import { HttpRequest } from '@azure/functions'
import { expect, test, vi } from 'vitest'
import { authenticator } from '../../../src/functions/http/door/authenticator.ts'

test('the first source that knows the caller decides, and later ones are not asked', async () => {
  const request = new HttpRequest({ method: 'GET', url: 'http://localhost/' })
  const later = vi.fn(() => Promise.resolve({ scopes: ['later'] }))
  const nobody = () => Promise.resolve(undefined)
  const somebody = () => Promise.resolve({ scopes: ['first'] })
  expect(await authenticator([nobody, somebody, later])(request)).toEqual({ scopes: ['first'] })
  expect(later).not.toHaveBeenCalled()
  expect(await authenticator([nobody])(request)).toBeUndefined()
})
