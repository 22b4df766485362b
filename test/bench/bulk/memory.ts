import { setTimeout as wait } from 'node:timers/promises'
import type { Cloud } from '../../local/cloud/start-cloud.ts'

const lookMs = 200

/** MiB that the app's process has in memory. */
export async function memoryOf({ parts }: Pick<Cloud, 'parts'>): Promise<number> {
  const { value } = await parts.functionsHost.inspect<{ app?: { rss: number } }>()
  return (value.app?.rss ?? NaN) / 2 ** 20
}

/** @returns what ends it, and tells the most that was seen */
export function watchMemory(cloud: Pick<Cloud, 'parts'>): () => Promise<number> {
  let peak = 0
  let isOver = false
  const watch = async () => {
    while (!isOver) {
      peak = Math.max(peak, await memoryOf(cloud))
      await wait(lookMs)
    }
  }
  const watching = watch()
  return async () => {
    isOver = true
    await watching
    return peak
  }
}
