import type { Running } from '../../local/process/serve.ts'
import { bareAccept, type BareParts } from './bare-accept.ts'

export interface FloorOptions extends BareParts {
  readonly orders: number
  readonly concurrency: number
}

export interface Floor {
  readonly floorPerSecond: number
  /** Of the process that calls. */
  readonly floorCpuMsPerOrder: number
}

/** Is ready when it has measured what store and broker take, in a process of its own, warmed up like the app. */
export async function runFloor(options: FloorOptions): Promise<Running<Floor>> {
  const { accept, close } = await bareAccept(options)
  await repeat(accept, options)
  const cpu = process.cpuUsage()
  const startedMs = performance.now()
  await repeat(accept, options)
  const { user, system } = process.cpuUsage(cpu)
  const ready = {
    floorPerSecond: options.orders / ((performance.now() - startedMs) / 1000),
    floorCpuMsPerOrder: (user + system) / 1000 / options.orders,
  }
  await close()
  return { ready, stop: () => Promise.resolve() }
}

async function repeat(work: () => Promise<void>, { orders, concurrency }: FloorOptions): Promise<void> {
  let left = orders
  const worker = async () => {
    while (left-- > 0) await work()
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
}
