import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { BrokenPromise, TransientFault } from '../../../src/domain/faults.ts'
import type { NewOrder } from '../../../src/domain/new-order.ts'
import { addSeconds } from '../../../src/domain/order.ts'
import { handlerOf } from '../../../src/functions/http/door/handler.ts'
import { placeOrderChainRoute } from '../../../src/functions/http/place-order-chain.ts'
import type { Around } from '../../../src/port-wrapping.ts'
import type { ChainPlacement } from '../../../src/use-cases/place-order-chain.ts'
import { aCaller, aDoor, visit } from '../../unit/door/a-visit.ts'
import { at, atFirst, draft, stage, type Life, type Scene } from './stage.ts'

const enter = stage()

const noncesIn = async (scene: Scene, table: 'agenda' | 'references') =>
  (await scene.rows(table)).map((row) => row['nonce'])

const idOf = (placed: ChainPlacement) => (placed.outcome === 'missing-contact' ? undefined : placed.main.id)

const namesOf = ({ calls }: Scene) => calls.map(({ name }) => name)

test('an order is committed only after its agenda row and its index row, under the nonce of its request', async () => {
  const scene = await enter()
  const before: unknown[] = []
  const slowly: Around = async ({ name }, proceed) => {
    if (name === 'orders.insert') before.push(await noncesIn(scene, 'agenda'), await noncesIn(scene, 'references'))
    else await wait(20)
    return proceed()
  }
  expect(await scene.life({ around: slowly }).place(draft(scene))).toMatchObject({ outcome: 'created' })
  const { nonce } = await scene.order()
  expect(before).toEqual([[nonce], [nonce]])
})

describe('a request that loses the insert', () => {
  async function lost() {
    const scene = await enter()
    const rival = atFirst('orders.insert', async (_, proceed) => {
      await scene.life().place(draft(scene))
      return proceed()
    })
    const answer = await scene.life({ around: rival }).place(draft(scene))
    return { scene, answer }
  }

  test('is answered with the order that won, as a repetition', async () => {
    const { scene, answer } = await lost()
    expect(answer).toMatchObject({ outcome: 'repeated', main: { id: (await scene.order()).id } })
  })

  test('removes its own rows, and nobody else’s', async () => {
    const { scene } = await lost()
    const { nonce } = await scene.order()
    expect(await noncesIn(scene, 'agenda')).toEqual([nonce])
    expect(await noncesIn(scene, 'references')).toEqual([nonce])
  })

  test('posts nothing: the winner has', async () => {
    const { scene } = await lost()
    expect(scene.posted()).toHaveLength(1)
  })
})

describe('an insert of which nobody knows whether it was done', () => {
  test.each([
    ['its repetition by the SDK conflicted', (inserted: Promise<unknown>) => inserted.then(() => 'exists')],
    ['it timed out', (inserted: Promise<unknown>) => inserted.then(() => Promise.reject(new TransientFault('LATE')))],
  ])('is known as one’s own by its nonce, and rung for (%s)', async (_, lose) => {
    const scene = await enter()
    const life = scene.life({ around: at('orders.insert', (_call, proceed) => lose(proceed())) })
    expect(await life.place(draft(scene))).toMatchObject({ outcome: 'created' })
    expect(scene.posted()).toMatchObject([{ queue: 'email-send', message: { origin: 'door' } }])
    expect(await scene.rows('agenda')).toHaveLength(1)
  })

  test('is a transient fault when there is no order', async () => {
    const scene = await enter()
    const life = scene.life({ around: at('orders.insert', () => Promise.reject(new TransientFault('BUSY'))) })
    await expect(life.place(draft(scene))).rejects.toMatchObject({ name: 'TransientFault', code: 'BUSY' })
    expect(scene.posted()).toEqual([])
  })

  test('never stands for an order of another hash', async () => {
    const scene = await enter()
    const stranger = at('orders.insert', async ({ args }, proceed) => {
      const [orders] = args as [readonly NewOrder[]]
      const others = orders.map((of) => ({ ...of, order: { ...of.order, nonce: 'other', idempotencyHash: 'other' } }))
      await scene.ports().orders.insert(others)
      return proceed()
    })
    await expect(scene.life({ around: stranger }).place(draft(scene))).rejects.toBeInstanceOf(BrokenPromise)
  })
})

test('rows of an attempt that failed never stand in the way of the next', async () => {
  const scene = await enter()
  const failing = scene.life({ around: at('orders.insert', () => Promise.reject(new TransientFault('BUSY'))) })
  await expect(failing.place(draft(scene))).rejects.toThrow()
  expect(await scene.life().place(draft(scene))).toMatchObject({ outcome: 'created' })
  expect(await scene.rows('agenda')).toHaveLength(2)
})

describe('an accept that takes long', () => {
  const taking = (scene: Scene, seconds: number) =>
    scene.life({
      around: at('agenda.put', (_, proceed) => {
        scene.pass(seconds)
        return proceed()
      }),
    })

  test('for five minutes is still good', async () => {
    const scene = await enter()
    expect(await taking(scene, 300).place(draft(scene))).toMatchObject({ outcome: 'created' })
  })

  test('for more than five minutes writes nothing more', async () => {
    const scene = await enter()
    const placing = taking(scene, 300.001).place(draft(scene))
    await expect(placing).rejects.toMatchObject({ name: 'TransientFault', code: 'ACCEPT_TOOK_TOO_LONG' })
    expect(namesOf(scene).toSorted()).toEqual(['agenda.put', 'references.put'])
  })
})

describe('what makes an order go', () => {
  test.each([
    ['a minute ago', -60, { delaySeconds: 0, watchAfter: 120 }],
    ['now', 0, { delaySeconds: 0, watchAfter: 120 }],
    ['in two minutes', 120, { delaySeconds: 120, watchAfter: 240 }],
  ])('due %s: the door’s message, and a watch row two minutes after both', async (_, afterSeconds, expected) => {
    const scene = await enter()
    const now = scene.time.clock.now()
    await scene.life().place(draft(scene, afterSeconds))
    expect(scene.posted()).toMatchObject([{ delaySeconds: expected.delaySeconds, message: { origin: 'door' } }])
    const row = {
      kind: 'watch',
      at: addSeconds(now, expected.watchAfter),
      due: addSeconds(now, afterSeconds),
      looks: 0,
    }
    expect(await scene.rows('agenda')).toMatchObject([row])
  })

  test('due later: a due row, and no message yet', async () => {
    const scene = await enter()
    const due = addSeconds(scene.time.clock.now(), 120.001)
    await scene.life().place(draft(scene, 120.001))
    expect(scene.posted()).toEqual([])
    expect(await scene.rows('agenda')).toMatchObject([{ kind: 'due', at: due, due }])
  })
})

test('the orders of a chain that are due are rung for together: the answer waits for one post', async () => {
  const scene = await enter()
  let [posting, most] = [0, 0]
  const slowly = at('bus.post', async (_, proceed) => {
    most = Math.max(most, ++posting)
    await wait(5)
    posting--
    return proceed()
  })
  const chain = draft(scene)
  const later = draft(scene, 121).main
  await scene.life({ around: slowly }).place({ ...chain, reminders: [chain.main, chain.main, later] })
  expect([most, scene.posted().length]).toEqual([3, 3])
})

test('the order keeps the whole hash of its idempotency id, and nothing of the id', async () => {
  const scene = await enter()
  await scene.life().place(draft(scene))
  const [row] = await scene.rows('orders')
  expect(Buffer.from(String(row?.['idempotencyHash']), 'base64url')).toHaveLength(32)
  for (const table of ['orders', 'agenda', 'references'] as const) {
    expect(JSON.stringify(await scene.rows(table))).not.toContain('saken til Kari')
  }
})

test('creator and idempotency id make the key together, never two of them the same', async () => {
  const scene = await enter()
  const place = async (creator: string, idempotencyId: string) =>
    idOf(await scene.life().place({ ...draft(scene), creator, idempotencyId }))
  const first = await place('ttd', '1ab')
  expect(await place('ttd1', 'ab')).not.toBe(first)
  expect(await place('ttd', '1ab ')).not.toBe(first)
  expect(await place('ttd', '1ab')).toBe(first)
})

describe('at the door', () => {
  const request = {
    idempotencyId: 'saken til Kari',
    recipient: {
      recipientEmail: { emailAddress: 'kari@example.no', emailSettings: { subject: 'Hei', body: 'Tekst' } },
    },
  }
  const post = async (life: Life) => {
    const door = {
      place: life.place,
      baseUri: 'https://x.no',
      defaultEmailFromAddress: 'noreply@example.no',
      defaultSmsSender: 'Altinn',
    }
    const route = placeOrderChainRoute(door)
    const headers = { 'content-type': 'application/json' }
    return (await visit(handlerOf(aDoor(aCaller), route), { body: JSON.stringify(request), headers })).status
  }

  test('a bus that cannot serve changes nothing: the order is created, and so is its answer', async () => {
    const scene = await enter()
    const life = scene.life({ around: at('bus.post', () => Promise.reject(new TransientFault('BUS_UNAVAILABLE'))) })
    expect(await post(life)).toBe(201)
    expect(scene.logged).toContain('message-not-posted')
    expect(await post(life)).toBe(200)
  })

  test('an order that could not be stored is asked for again', async () => {
    const scene = await enter()
    const life = scene.life({ around: at('orders.insert', () => Promise.reject(new TransientFault('BUSY'))) })
    expect(await post(life)).toBe(503)
  })
})
