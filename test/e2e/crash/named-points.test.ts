import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { settledBalance } from './balance.ts'
import { startCrashCloud, type CrashCloud } from './crash-cloud.ts'
import { arm, crashPoints, isArmed, type CrashPoint } from './crash-plan.ts'
import { orderClient, type Answered, type OrderClient } from './order-client.ts'

const points = Object.keys(crashPoints) as CrashPoint[]

it('loses and doubles nothing when the app is killed at any named point', async () => {
  const cloud = await startCrashCloud()
  try {
    const client = await orderClient(cloud.url)
    const answers: Answered[] = []
    for (const point of points) answers.push(await placeAndCrash(cloud, client, point))
    const balance = await settledBalance(cloud, client, { answers })
    console.log(`killed at ${points.length} named points:`, JSON.stringify(balance))
    expect(balance).toMatchObject({ answered: points.length, mails: points.length, entries: points.length })
    expect(balance).toMatchObject({ lost: 0, doubled: 0 })
  } finally {
    await cloud.stop()
  }
})

it('notices an app that claims after the call instead of before', async () => {
  // Its report comes late, else it would tell the redelivered message that the mail is out.
  const sabotage = 'the claim is stored after the call instead of before'
  const cloud = await startCrashCloud({ sabotage, reportDelayMs: 12_000 })
  try {
    const client = await orderClient(cloud.url)
    const answers = [await placeAndCrash(cloud, client, "after the provider's acceptance")]
    const balance = await settledBalance(cloud, client, { answers, patienceMs: 20_000 })
    expect(balance.doubled).toBeGreaterThan(0)
  } finally {
    await cloud.stop()
  }
})

/** Places an order whose way leads over the point, and sees the app die there. */
async function placeAndCrash({ plan }: CrashCloud, client: OrderClient, point: CrashPoint): Promise<Answered> {
  arm(plan, point)
  const answered = await client.place(point.replaceAll(/\W+/g, '-'))
  for (let i = 0; i < 100 && isArmed(plan); i++) await wait(100)
  expect(isArmed(plan), `the app has died ${point}`).toBe(false)
  return answered
}
