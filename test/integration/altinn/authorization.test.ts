import { expect, test } from 'vitest'
import { altinnAuthorization } from '../../../src/adapters/altinn/authorization.ts'
import { neighbour } from '../../../src/adapters/altinn/neighbour.ts'
import { startedPlatform } from './started-platform.ts'

const route = 'POST /authorization/api/v1/decision'
const read = { resource: 'sample-resource', action: 'read' }

const troll = { partyId: 60011 }
const like = { partyId: 60018 }
const pairs = [
  { userId: 21003, ...troll },
  { userId: 21004, ...troll },
  { userId: 21005, ...troll },
  { userId: 21011, ...like },
  { userId: 20032, ...like },
]
const usersOf = (pairs: readonly { readonly userId: number }[]) => pairs.map(({ userId }) => userId)

test('those stay whom the decision point permits what is to be done', async () => {
  const { authorization, asked } = await startedPlatform()
  expect(usersOf(await authorization.permitted(pairs, read))).toEqual([21003, 21011, 20032])
  expect(usersOf(await authorization.permitted(pairs, { ...read, action: 'write' }))).toEqual([
    21003, 21005, 21011, 20032,
  ])
  expect(asked(route)).toBe(2)
})

test('a user is judged for the party that is meant', async () => {
  const { authorization } = await startedPlatform()
  expect(
    await authorization.permitted(
      [
        { userId: 21003, ...like },
        { userId: 21004, ...like },
      ],
      read,
    ),
  ).toEqual([])
})

test('an app is named by its organisation and its own name', async () => {
  const { authorization } = await startedPlatform()
  const user = { userId: 21010, partyId: 60017 }
  const permitted = async (resource: string) => authorization.permitted([user], { resource, action: 'read' })
  expect(await permitted('app_ttd_sample-app')).toEqual([user])
  expect(await permitted('app_ttd_other-app')).toEqual([])
  expect(await permitted('sample-resource')).toEqual([])
})

test.each([
  [2, 3],
  [4, 2],
  [5, 1],
])('in requests of %i pairs there are %i requests', async (chunk, requests) => {
  const { settings, asked } = await startedPlatform()
  const authorization = altinnAuthorization({
    authorization: neighbour({ name: 'AUTHORIZATION', ...settings.authorization }),
    chunk,
  })
  expect(usersOf(await authorization.permitted(pairs, read))).toEqual([21003, 21011, 20032])
  expect(asked(route)).toBe(requests)
})

test('nobody to judge is no request; a pair that comes twice is judged once and stays twice', async () => {
  const { authorization, asked } = await startedPlatform()
  expect(await authorization.permitted([], read)).toEqual([])
  expect(asked(route)).toBe(0)
  const twice = [pairs[0], pairs[0]].flatMap((pair) => pair ?? [])
  expect(await authorization.permitted(twice, read)).toEqual(twice)
})

test.each([
  ['an answer without decisions', '{"response":[]}', 'AUTHORIZATION_INCOMPLETE'],
  ['one decision about nobody', '{"response":[{"decision":"Indeterminate"}]}', 'AUTHORIZATION_INCOMPLETE'],
  ['no list', '{"response":null}', 'AUTHORIZATION_UNREADABLE'],
  ['null', 'null', 'AUTHORIZATION_UNREADABLE'],
])('%s permits nobody: it is a fault', async (_, body, code) => {
  const { authorization, fault } = await startedPlatform()
  await fault({ authorization: { status: 200, body } })
  await expect(authorization.permitted(pairs, read)).rejects.toMatchObject({ code })
})

test('permits that name somebody else permit nobody', async () => {
  const { authorization, fault } = await startedPlatform()
  const response = pairs.map(() => ({ decision: 'Permit' }))
  await fault({ authorization: { status: 200, body: JSON.stringify({ response }) } })
  expect(await authorization.permitted(pairs, read)).toEqual([])
})
