import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Channel } from '../../../src/domain/channel.ts'
import { settledBalance } from './balance.ts'
import { startCrashCloud, type CrashCloud } from './crash-cloud.ts'
import { arm, crashPoints, isArmed, type CrashPoint } from './crash-plan.ts'
import { orderClient, type OrderClient, type Placed } from './order-client.ts'
import { instantOrder, largeOrder, lookedUpOrder, mailOrder, type OrderRequest } from './orders.ts'

/** A reservation is stored claimed. */
const isOfInstant = (point: CrashPoint) => point !== 'after the claim'

const families: readonly (readonly [string, (name: string) => OrderRequest, readonly CrashPoint[]])[] = [
  ['order', mailOrder, crashPoints.ofOne],
  ['instant order', instantOrder, crashPoints.ofOne.filter(isOfInstant)],
]

it.each(families)('loses and doubles no %s when the app is killed at any named point', async (_, orderOf, points) => {
  await inCrashCloud({}, async (cloud, client) => {
    const placed: Placed[] = []
    for (const point of points) {
      placed.push(...(await crashAt(cloud, point, async () => [await client.place(orderOf(nameOf(point)))])))
    }
    const balance = await settledBalance(cloud, client, { placed })
    console.log(`killed at ${points.length} named points:`, JSON.stringify(balance))
    expect(balance).toMatchObject({ answered: points.length, messages: points.length, entries: points.length })
    expect(balance).toMatchObject({ lost: 0, doubled: 0 })
  })
})

it('loses and doubles nothing of a large order when the app is killed at any named point', async () => {
  await inCrashCloud({}, async (cloud, client) => {
    const placed: Placed[] = []
    const ways: readonly (readonly [Channel, readonly CrashPoint[]])[] = [
      ['email', [...crashPoints.beforeLanes, ...crashPoints.inLanes]],
      ['sms', crashPoints.inLanes],
    ]
    for (const [channel, points] of ways) {
      for (const point of points) {
        placed.push(...(await crashAt(cloud, point, () => placeLarge(client, channel, point))))
      }
    }
    const balance = await settledBalance(cloud, client, { placed })
    console.log(
      `killed at ${ways.flatMap(([, points]) => points).length} points of large orders:`,
      JSON.stringify(balance),
    )
    const { answered, untold, owed } = balance
    expect(balance).toMatchObject({ answered: 13, entries: answered + untold, messages: owed })
    const isThere = async (point: CrashPoint) => (await client.find(largeName('email', point, 1))) !== undefined
    expect(await isThere('between the parts and the order')).toBe(false)
    expect(await isThere('between the order and the message')).toBe(true)
    expect(balance).toMatchObject({ lost: 0, doubled: 0 })
  })
})

it('loses and doubles nothing to the looked-up, or on a condition, when the app is killed at any named point', async () => {
  await inCrashCloud({}, async (cloud, client) => {
    const placed: Placed[] = []
    const conditionEndpoint = `${cloud.parts.altinnPlatform.ready.url}/conditions/send`
    const orders: readonly (readonly [CrashPoint, OrderRequest])[] = [
      ...crashPoints.ofLookedUp.map((point, i) => [point, lookedUpOrder(nameOf(point), lookedUp[i] ?? '')] as const),
      ...crashPoints.ofConditions.map((point) => [point, mailOrder(nameOf(point), { conditionEndpoint })] as const),
    ]
    for (const [point, order] of orders) {
      placed.push(...(await crashAt(cloud, point, async () => [await client.place(order)])))
    }
    const balance = await settledBalance(cloud, client, { placed })
    console.log(`killed at ${orders.length} points of orders that are resolved:`, JSON.stringify(balance))
    expect(balance).toMatchObject({ answered: orders.length, entries: orders.length, messages: balance.owed })
    expect(balance).toMatchObject({ lost: 0, doubled: 0 })
  })
})

it('notices an app that claims after the call instead of before', async () => {
  // Its report comes late, else it would tell the redelivered message that the mail is out.
  const sabotage = 'the claim is stored after the call instead of before'
  await inCrashCloud({ sabotage, reportDelayMs: 12_000 }, async (cloud, client) => {
    const place = async () => [await client.place(mailOrder('unclaimed'))]
    const placed = await crashAt(cloud, "after the provider's acceptance", place)
    const balance = await settledBalance(cloud, client, { placed, patienceMs: 20_000 })
    expect(balance.doubled).toBeGreaterThan(0)
  })
})

/** No two of them share an address. */
const lookedUp = [
  'a person by both channels',
  'an organisation with several addresses',
  'a person with a mobile, where e-mail is preferred',
]

const nameOf = (point: CrashPoint) => point.replaceAll(/\W+/g, '-')

/** Short, for it becomes part of addresses. */
const largeName = (channel: Channel, point: CrashPoint, attempt: number) =>
  `${channel}-${crashPoints.all.indexOf(point)}-${attempt}`

const usualSize = { email: 350, sms: 250 }

/** Only an order of more parts than lanes has one that is asked for by another. */
function placeLarge(client: OrderClient, channel: Channel, point: CrashPoint): Promise<readonly Placed[]> {
  const count = point === 'between a result and the message for the next part' ? 850 : usualSize[channel]
  return client.placeAnew((attempt) => largeOrder(largeName(channel, point, attempt), channel, count))
}

async function inCrashCloud(
  options: Parameters<typeof startCrashCloud>[0],
  run: (cloud: CrashCloud, client: OrderClient) => Promise<void>,
): Promise<void> {
  const cloud = await startCrashCloud(options)
  try {
    await run(cloud, await orderClient(cloud.url))
  } finally {
    await cloud.stop()
  }
}

/** Places what leads over the point, and sees the app die there. */
async function crashAt(
  cloud: CrashCloud,
  point: CrashPoint,
  place: () => Promise<readonly Placed[]>,
): Promise<readonly Placed[]> {
  arm(cloud.plan, point)
  const placing = place()
  for (let i = 0; i < 100 && isArmed(cloud.plan); i++) await wait(100)
  expect(isArmed(cloud.plan), `the app has died ${point}`).toBe(false)
  await startAnew(cloud)
  return placing
}

/** A host that has seen its app die early waits longer before each start; a new one does not. */
async function startAnew(cloud: CrashCloud): Promise<void> {
  await cloud.parts.functionsHost.kill()
  await cloud.restart('functionsHost')
}
