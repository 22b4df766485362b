import { afterAll, beforeAll } from 'vitest'
import tableNames from '../../../infra/tables.json' with { type: 'json' }
import { tableClient } from '../../../src/adapters/tables/client.ts'
import { orderIdOf, type ChainId, type OrderId } from '../../../src/domain/ids.ts'
import type { OrderMessage } from '../../../src/domain/message.ts'
import { toAddresses } from '../../../src/domain/new-order.ts'
import { addSeconds, isWhole, type Order } from '../../../src/domain/order.ts'
import { wrapPorts, type Around, type PortCall } from '../../../src/port-wrapping.ts'
import type { ChainDraft } from '../../../src/use-cases/place-order-chain.ts'
import type { Ports } from '../../../src/use-cases/ports.ts'
import { startTableStorage, type TableStorage } from '../../local/table-storage/start-table-storage.ts'
import { appProcess } from '../fault-walk/process.ts'
import type { Delivery } from '../fault-walk/virtual-bus.ts'
import type { Temper } from '../fault-walk/virtual-provider.ts'
import { createWorld, type Tables, type World } from '../fault-walk/world.ts'

/** What a life of the app does differently from the real one. */
export interface Variation {
  readonly ports?: Partial<Ports>
  readonly around?: Around
}

export interface Posted {
  readonly queue: string
  readonly message: OrderMessage
  readonly delaySeconds: number
}

export type Row = Readonly<Record<string, unknown>>
export type Life = ReturnType<typeof appProcess>

/** A world of one test, with all that its lives of the app have asked of the outside. */
export interface Scene extends World {
  readonly calls: readonly PortCall[]
  readonly logged: readonly string[]
  life(variation?: Variation): Life
  posted(): readonly Posted[]
  rows(table: keyof Tables): Promise<readonly Row[]>
  /** The only order, with the notifications that lie in its row. */
  order(): Promise<Order>
  pass(seconds: number): void
  /** Delivers what is due now, and what that leads to at once; drops the messages of some queues. */
  deliver(life: Life, dropped?: readonly string[]): Promise<void>
}

const start = new Date('2026-11-24T09:00:30Z')

/** The tables are real, everything else is virtual; each scene has all of them for itself. */
export function stage(): (temper?: Temper) => Promise<Scene> {
  let storage: TableStorage | undefined
  beforeAll(async () => {
    storage = await startTableStorage({ port: 0, tables: [] })
  })
  afterAll(() => storage?.stop())
  return async (temper = 'accepts') => {
    if (storage === undefined) throw new Error('the store is started before the first test only')
    return sceneOf(createWorld(await freshTables(storage.ready), { temper, start }))
  }
}

let scenes = 0

async function freshTables(connection: { connectionString: string }): Promise<Tables> {
  const number = ++scenes
  const clients = await Promise.all(
    tableNames.map(async (name) => {
      const client = tableClient(connection, `p${number}${name}`)
      await client.createTable()
      return [name, client] as const
    }),
  )
  return Object.fromEntries(clients) as unknown as Tables
}

const real: Around = (_, proceed) => proceed()

function sceneOf(world: World): Scene {
  const calls: PortCall[] = []
  const logged: string[] = []
  const note = (event: string) => void logged.push(event)
  const log = { info: note, warn: note, error: note }
  const rows = async (table: keyof Tables) => {
    const found: Row[] = []
    for await (const row of world.tables[table].listEntities()) found.push(row)
    return found
  }
  return {
    ...world,
    calls,
    logged,
    rows,
    life({ ports = {}, around = real } = {}) {
      const noted: Around = (call, proceed) => {
        calls.push(call)
        return around(call, proceed)
      }
      return appProcess(wrapPorts({ ...world.ports(), log, ...ports }, noted))
    },
    posted: () => calls.flatMap(postedBy),
    async order() {
      const [row] = await rows('orders')
      const stored = await world.ports().orders.read(row?.['rowKey'] as OrderId)
      if (stored === undefined || !isWhole(stored.value)) throw new Error('there is no order that is whole')
      return stored.value
    },
    pass: (seconds) => world.time.advanceTo(world.time.nowMs() + seconds * 1000),
    async deliver(life, dropped = []) {
      for (let taken = world.bus.take(); taken.length > 0; taken = world.bus.take()) {
        if (!dropped.includes(taken[0]?.queue ?? '')) await life.handle(taken)
      }
    },
  }
}

function postedBy({ name, args }: PortCall): Posted[] {
  if (name !== 'bus.post') return []
  const [queue, messages, delaySeconds] = args as Parameters<Ports['bus']['post']>
  return messages.map((message) => ({ queue, message, delaySeconds }))
}

/** Does something else at every call of a name. */
export const at =
  (name: PortCall['name'], act: Around): Around =>
  (call, proceed) =>
    call.name === name ? act(call, proceed) : proceed()

/** Does something else at the first call of a name. */
export function atFirst(name: PortCall['name'], act: Around): Around {
  let met = false
  return at(name, (call, proceed) => {
    if (met) return proceed()
    met = true
    return act(call, proceed)
  })
}

export const delivery = (queue: string, body: unknown, hop = 0): Delivery => ({
  queue,
  id: `${queue}-${hop}`,
  body,
  hop,
  atMs: 0,
  deliveries: 0,
})

/** An order for `afterSeconds` from now. */
export const draft = ({ time }: World, afterSeconds = 0): ChainDraft => ({
  creator: 'ttd',
  idempotencyId: 'saken til Kari',
  main: {
    ...toAddresses('email', ['kari@example.no']),
    sendersReference: 'sak-2026-17',
    requestedSendTime: addSeconds(time.clock.now(), afterSeconds),
    content: {
      email: {
        senderEmailAddress: 'noreply@altinn.cloud',
        subject: 'Hei',
        body: 'En hemmelig tekst',
        contentType: 'Plain',
      },
    },
  },
  reminders: [],
})

/** An id of ours that no order has. */
export const nobodysOrder = orderIdOf('01234567-89ab-8cde-8f01-000000000000' as ChainId, 1)
