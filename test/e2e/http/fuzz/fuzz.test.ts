import { TableClient } from '@azure/data-tables'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chainOf, type OrderId } from '../../../../src/domain/ids.ts'
import { createScope, enterpriseToken } from '../../../local/cloud/tokens.ts'
import { secret } from '../../order-request.ts'
import { startedApi } from '../started-api.ts'
import { fuzzedBody, seeds, type Fuzzed } from './bodies.ts'

/** `FUZZ_RUNS=10000` for a long look, `FUZZ_SEED` for another one. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 500)
const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_504)
const millisecondsPerRun = 100

/**
 * Least share of the bodies that must end in a layer: else the bodies have become too good, or too bad. Behind the
 * layers of the reader somebody may turn out to have no address.
 */
const leastShare = { reader: 0.15, members: 0.08, rules: 0.12, addresses: 0, accepted: 0.15 }
type Layer = keyof typeof leastShare

/** To every route that takes a body. */
const rights = [createScope, 'altinn:serviceowner/notifications.composedemail.create'].join(' ')

const api = startedApi()

/** Where a body came to an end, as its answer tells. @throws for an answer that no body may get */
function layerOf(status: number, text: string, parameter: string): Layer {
  if (status === 200 || status === 201 || status === 202) return 'accepted'
  if (status === 422) return 'addresses'
  if (status !== 400) throw new Error(`answered ${status}`)
  const { errors } = JSON.parse(text) as { errors: Record<string, string[]> }
  if (parameter in errors) return 'reader'
  const messages = Object.values(errors).flat()
  return messages.every((message) => /^The \w+ field is required\.$/.test(message)) ? 'members' : 'rules'
}

/** The chains of all ids of an answer. */
const chainsIn = (text: string) =>
  [...text.matchAll(/"(?:orderId|shipmentId)":"([^"]+)"/g)].map(([, id]) => chainOf(id as OrderId))

async function storedChains(): Promise<Set<string>> {
  const connection = { allowInsecureConnection: true }
  const client = TableClient.fromConnectionString(api.cloud.places.tables, 'orders', connection)
  const chains = new Set<string>()
  for await (const { partitionKey } of client.listEntities()) chains.add(String(partitionKey))
  return chains
}

describe(`${numRuns} bodies made from the examples of every route that takes one`, () => {
  const reached: Record<Layer, number> = { reader: 0, members: 0, rules: 0, addresses: 0, accepted: 0 }
  const answered = new Set<string>()

  it(
    'are each taken, or refused with the reason',
    async () => {
      const token = await enterpriseToken(api.cloud.url, { scopes: rights })
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      await fc.assert(
        fc.asyncProperty(fuzzedBody, async ({ path, parameter, text }: Fuzzed) => {
          const response = await fetch(api.cloud.url + path, { method: 'POST', headers, body: text })
          const answer = await response.text()
          reached[layerOf(response.status, answer, parameter)]++
          for (const chain of response.ok ? chainsIn(answer) : []) answered.add(chain)
        }),
        { numRuns, seed },
      )
    },
    60_000 + numRuns * millisecondsPerRun,
  )

  it('reach every layer often enough', () => {
    console.log(`fuzzing ${seeds.length} examples:`, reached)
    for (const [layer, share] of Object.entries(leastShare))
      expect(reached[layer as Layer] / numRuns, layer).toBeGreaterThanOrEqual(share)
  })

  it('leave no order behind but those that were taken', async () => {
    expect(await storedChains()).toEqual(answered)
    expect(answered.size).toBeGreaterThan(numRuns * leastShare.accepted * 0.9)
  })

  it('leave nothing of themselves in the log', () => {
    expect(api.lines.filter((line) => line.includes(secret) || line.includes('example.no'))).toEqual([])
  })
})
