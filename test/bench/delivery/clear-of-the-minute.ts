import { setTimeout as wait } from 'node:timers/promises'
import type { Cloud } from '../../local/cloud/start-cloud.ts'
import { sum, usageOf } from '../cloud/usage.ts'

const lookMs = 300
const patienceMs = 120_000
/** A longer stretch would hardly ever be found. */
const mostSeconds = 45

/**
 * Waits until nothing is going on and the next so many seconds do not cross a minute: on the minute the agenda looks
 * at orders that have gone through, which has a budget of its own.
 * @throws when something goes on and on
 */
export async function clearOfTheMinute(cloud: Cloud, seconds: number): Promise<void> {
  const left = 60 - ((Date.now() / 1000) % 60)
  if (left < Math.min(seconds, mostSeconds)) await wait((left + 1) * 1000)
  const end = Date.now() + patienceMs
  while (await isBusy(cloud)) {
    if (Date.now() > end) throw new Error('the local cloud does not come to rest')
  }
}

async function isBusy(cloud: Cloud): Promise<boolean> {
  const before = await usageOf(cloud)
  await wait(lookMs)
  const after = await usageOf(cloud)
  return sum(after.tableRequests) > sum(before.tableRequests) || sum(after.busMessages) > sum(before.busMessages)
}
