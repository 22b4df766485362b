import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { pathOf } from '../recorded-start.ts'
import { generatedClient } from './generated-client.ts'

it('the client has the types that the description gives it: if not, `npm run client` makes them anew', async () => {
  expect(await readFile(pathOf('src/client/api.ts'), 'utf8')).toBe(await generatedClient())
})
