import { startCloud, type Cloud, type CloudOptions } from '../../local/cloud/start-cloud.ts'
import { enterpriseToken } from '../../local/cloud/tokens.ts'
import { spawnProcess } from '../../local/process/spawn.ts'
import type { Load, Placed } from '../load/place-orders.ts'

/** A local cloud in memory, and a caller of it. */
export interface BenchCloud {
  readonly cloud: Cloud
  readonly token: string
  /** Places orders from a process of its own. */
  readonly place: (load: Omit<Load, 'url' | 'token'>) => Promise<Placed>
}

/** Log lines of the parts go where they are in nobody's way. */
export async function startBenchCloud(
  options: Pick<CloudOptions, 'entry' | 'settings' | 'reports'> = {},
): Promise<BenchCloud> {
  const cloud = await startCloud({ ...options, onLine: (line) => console.error(line) })
  const token = await enterpriseToken(cloud.url)
  return {
    cloud,
    token,
    place: async (load) => {
      const options: Load = { ...load, url: cloud.url, token }
      const main = new URL('../load/main.ts', import.meta.url)
      const child = await spawnProcess<Placed>({ main, options })
      await child.stop()
      return child.ready
    },
  }
}

/** Names that no other order of the run has. */
export const orderNames = (series: string, orders: number) => Array.from({ length: orders }, (_, i) => `${series}-${i}`)

/** Who asks. */
export const tokenHeaders = ({ token }: Pick<BenchCloud, 'token'>) => ({ authorization: `Bearer ${token}` })
