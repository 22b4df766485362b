import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { PartName } from '../../local/cloud/parts.ts'
import { settledBalance } from './balance.ts'
import { startCrashCloud, type CrashCloud } from './crash-cloud.ts'
import { orderClient, type OrderClient, type Placed } from './order-client.ts'
import { largeOrder, mailOrder } from './orders.ts'

const kills = 20
const callers = 8
const largeOrders = [
  { channel: 'email', count: 350 },
  { channel: 'sms', count: 250 },
] as const
const victims: readonly PartName[] = ['functionsHost', 'tables', 'serviceBus', 'communicationServices']

it('loses and doubles nothing when all processes are killed at random under load', async () => {
  const cloud = await startCrashCloud()
  try {
    const client = await orderClient(cloud.url)
    const load = keepOrdering(client)
    const order = Array.from({ length: kills }, (_, i) => victims[i % victims.length] ?? 'tables')
    for (const victim of order.sort(() => Math.random() - 0.5)) {
      await wait(300 + Math.random() * 900)
      await killAndRestart(cloud, victim)
    }
    const placed = await load.stop()
    const balance = await settledBalance(cloud, client, { placed, patienceMs: 120_000 })
    console.log(`${kills} random kills (${order.join(', ')}):`, JSON.stringify(balance))
    expect(balance).toMatchObject({ lost: 0, doubled: 0 })
    expect(balance.answered).toBeGreaterThan(kills)
    expect(balance).toMatchObject({ messages: balance.owed, entries: balance.answered + balance.untold })
  } finally {
    await cloud.stop()
  }
})

/** Callers that order one mail after the other, and some large orders beside them, until they are told to stop. */
function keepOrdering(client: OrderClient) {
  let isOver = false
  const placed: Placed[] = []
  const repeat = async (pauseMs: number, order: (i: number) => Promise<readonly Placed[]>) => {
    for (let i = 0; !isOver; i++) {
      placed.push(...(await order(i)))
      await wait(pauseMs)
    }
  }
  const singles = Array.from({ length: callers }, (_, caller) =>
    repeat(50, async (i) => [await client.place(mailOrder(`caller-${caller}-order-${i}`))]),
  )
  const large = largeOrders.map(({ channel, count }) =>
    repeat(8_000, (i) => client.placeAnew((attempt) => largeOrder(`${channel}-${i}-${attempt}`, channel, count))),
  )
  const running = Promise.all([...singles, ...large])
  return {
    stop: async () => {
      isOver = true
      await running
      return placed
    },
  }
}

async function killAndRestart(cloud: CrashCloud, victim: PartName): Promise<void> {
  if (victim === 'functionsHost') return killApp(cloud)
  await cloud.parts[victim].kill()
  await wait(200)
  await cloud.restart(victim)
}

/** The app's process; the host that watches it starts it again by itself. It may be down already: then it is met later. */
async function killApp({ parts }: CrashCloud): Promise<void> {
  for (;;) {
    const { value } = await parts.functionsHost.inspect<{ appPid: number; app?: object }>()
    if (value.app !== undefined && hasDied(value.appPid)) return
    await wait(100)
  }
}

function hasDied(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}
