import { tokenHeaders, type BenchCloud } from '../cloud/bench-cloud.ts'
import { quantile, rounded } from '../statistics.ts'

export interface Reads {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

interface Reading {
  /** Below the address of the app; asked for in turn. */
  readonly paths: readonly string[]
  readonly requests: number
  readonly connections: number
}

/**
 * Asks as fast as it is answered.
 * @throws when an answer is not 200
 */
export async function measureReads(bench: BenchCloud, { paths, requests, connections }: Reading): Promise<Reads> {
  const latenciesMs: number[] = []
  let next = 0
  const connection = async () => {
    for (let i = next++; i < requests; i = next++) {
      const sent = performance.now()
      const response = await fetch(`${bench.cloud.url}/${paths[i % paths.length] ?? ''}`, {
        headers: tokenHeaders(bench),
      })
      await response.arrayBuffer()
      if (response.status !== 200) throw new Error(`a read was answered ${response.status}`)
      latenciesMs.push(performance.now() - sent)
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: connections }, connection))
  return {
    perSecond: rounded((requests / (performance.now() - started)) * 1000),
    p50Ms: rounded(quantile(latenciesMs, 0.5)),
    p99Ms: rounded(quantile(latenciesMs, 0.99)),
  }
}
