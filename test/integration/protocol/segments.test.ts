import { describe, expect, test } from 'vitest'
import { TransientFault } from '../../../src/domain/faults.ts'
import { parseOrderId } from '../../../src/domain/ids.ts'
import { toAddresses, type OrderDraft } from '../../../src/domain/new-order.ts'
import type { OrderHead } from '../../../src/domain/order.ts'
import { kari, ola, reserved } from '../../unit/use-cases/small-register.ts'
import { met, unmet } from '../fault-walk/virtual-conditions.ts'
import { at, atFirst, draft, stage, type Life, type Posted, type Scene } from './stage.ts'

const enter = stage()

const numbers = (count: number) => Array.from({ length: count }, (_, i) => `+47${String(99_900_000 + i)}`)
const sms: Partial<OrderDraft> = { policy: 'Anytime', content: { sms: { sender: 'Altinn', body: 'Hei' } } }
const drafted = (scene: Scene, changes: Partial<OrderDraft>) => {
  const chain = draft(scene)
  return { ...chain, main: { ...chain.main, ...changes } }
}
const large = (scene: Scene, count: number) => drafted(scene, { ...sms, ...toAddresses('sms', numbers(count)) })
const toPeople = (scene: Scene, ...of: readonly string[]) =>
  drafted(scene, {
    channel: 'EmailAndSms',
    recipients: of.map((nationalIdentityNumber) => ({ nationalIdentityNumber })),
    policy: 'Anytime',
    content: { ...draft(scene).main.content, ...sms.content },
  })

const namesOf = ({ calls }: Scene) => calls.map(({ name }) => name)
const inShort = (posted: readonly Posted[]) =>
  posted.map(({ queue, message: { part } }) =>
    part === undefined ? queue : `${queue} ${part.segment}${part.goesOn ? '+' : ''}`,
  )
const lanes = (...segments: readonly number[]) => segments.map((segment) => `sms-send ${segment}+`)

async function headOf(scene: Scene): Promise<OrderHead> {
  const [id] = (await scene.rows('orders')).flatMap((row) => parseOrderId(String(row['rowKey'])) ?? [])
  const stored = id && (await scene.ports().orders.read(id))
  if (stored === undefined) throw new Error('there is no order')
  return stored.value
}

/** Delivers what comes, until the reports have come, too. */
async function finish(scene: Scene, life: Life) {
  await scene.deliver(life)
  scene.pass(10)
  await scene.deliver(life)
}

describe('a large order', () => {
  test('writes its parts behind its agenda row and before itself', async () => {
    const scene = await enter()
    await scene.life().place(large(scene, 101))
    const written = namesOf(scene).filter((name) => /put|addParts|insert/.test(name))
    expect(written).toEqual(['agenda.put', 'references.put', 'orders.addParts', 'orders.insert'])
  })

  test('that was never committed leaves no part: the watch removes them an hour later, before its own row', async () => {
    const scene = await enter()
    const dying = scene.life({ around: at('orders.insert', () => Promise.reject(new TransientFault('BUSY'))) })
    await expect(dying.place(large(scene, 101))).rejects.toThrow()
    expect(await scene.rows('orders')).toHaveLength(2)
    const life = scene.life()
    for (const minutes of [3, 30]) {
      scene.pass(minutes * 60)
      await life.tick()
      expect(await scene.rows('orders')).toHaveLength(2)
    }
    scene.pass(3_600)
    await life.tick()
    expect([await scene.rows('orders'), await scene.rows('agenda')]).toEqual([[], []])
    const removals = namesOf(scene).filter((name) => name === 'orders.removeParts' || name === 'agenda.remove')
    expect(removals.slice(-2)).toEqual(['orders.removeParts', 'agenda.remove'])
  })

  test('is picked up before anything of it leaves, and travels in eight lanes: each part asks for the next', async () => {
    const scene = await enter()
    const life = scene.life()
    await life.place(large(scene, 1_901))
    await scene.deliver(life)
    const posted = inShort(scene.posted())
    expect(posted.slice(0, 9)).toEqual(['orders', ...lanes(1, 2, 3, 4, 5, 6, 7, 8)])
    expect(posted.slice(9).toSorted()).toEqual(lanes(9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20).toSorted())
    expect(scene.sent()).toHaveLength(1_901)
  })

  test('reaches everybody once, and is complete with the last report', async () => {
    const scene = await enter()
    const life = scene.life()
    await life.place(large(scene, 301))
    await finish(scene, life)
    expect(
      scene
        .sent()
        .map(({ address }) => address)
        .toSorted(),
    ).toEqual(numbers(301).toSorted())
    expect(await headOf(scene)).toMatchObject({
      state: 'Completed',
      segments: { tally: { sms: { generated: 301, succeeded: 301 } } },
    })
    expect(inShort(scene.posted())).toContain('feed')
  })

  test('whose messages were lost is set going again by the watch, at the lowest segments that are left', async () => {
    const scene = await enter()
    const lossy = scene.life({
      around: at('bus.post', (call, proceed) => (call.args[0] === 'sms-send' ? Promise.resolve() : proceed())),
    })
    await lossy.place(large(scene, 1_001))
    await scene.deliver(lossy)
    const life = scene.life()
    const before = scene.posted().length
    scene.pass(240)
    await life.tick()
    expect(inShort(scene.posted().slice(before))).toEqual(lanes(1, 2, 3, 4, 5, 6, 7, 8))
    await scene.deliver(life)
    expect(scene.sent()).toHaveLength(1_001)
  })

  test('that nobody has picked up is asked for again by the watch', async () => {
    const scene = await enter()
    const life = scene.life()
    await life.place(large(scene, 101))
    await scene.deliver(life, ['orders'])
    const before = scene.posted().length
    scene.pass(240)
    await life.tick()
    expect(inShort(scene.posted().slice(before))).toEqual(['orders'])
    await scene.deliver(life)
    expect(scene.sent()).toHaveLength(101)
  })

  test('goes on behind a part that is only to be settled', async () => {
    const scene = await enter('never-gets-it')
    const life = scene.life()
    await life.place(large(scene, 1_001))
    await scene.deliver(life)
    expect(scene.sent()).toHaveLength(1_000)
    expect(inShort(scene.posted())).toEqual(expect.arrayContaining(['sms-send 1', ...lanes(9)]))
  })
})

describe('an order that is cancelled while it is picked up', () => {
  const cancelled = (scene: Scene) => async () => {
    const { orders } = scene.ports()
    const { id } = await headOf(scene)
    const stored = await orders.read(id)
    if (stored !== undefined) await orders.update({ ...stored.value, state: 'Cancelled' }, stored.version)
  }

  test('sends nothing when the cancellation is written first', async () => {
    const scene = await enter()
    const rival = atFirst('orders.update', (_, proceed) => cancelled(scene)().then(proceed))
    const life = scene.life({ around: rival })
    await life.place(large(scene, 101))
    await scene.deliver(life)
    expect([(await headOf(scene)).state, scene.sent()]).toEqual(['Cancelled', []])
  })

  test('sends nothing although a message for one of its parts is there, nor before it has been picked up', async () => {
    const scene = await enter()
    const life = scene.life()
    await life.place(large(scene, 101))
    const body = {
      order: (await headOf(scene)).id,
      part: { segment: 1, goesOn: true },
      origin: 'watch',
      attempt: 0,
      hop: 0,
    }
    const message = { queue: 'sms-send', id: 'm', body, hop: 0, atMs: 0, deliveries: 0 }
    await life.handle([message])
    expect(scene.sent()).toEqual([])
    await cancelled(scene)()
    await life.handle([message])
    expect(scene.sent()).toEqual([])
  })
})

describe('an order to persons', () => {
  test('reaches each by every address that was found, and counts whom nobody may write to', async () => {
    const scene = await enter()
    const life = scene.life()
    await life.place(toPeople(scene, kari, reserved))
    await finish(scene, life)
    const addresses = scene.sent().map(({ address }) => address)
    expect(addresses.toSorted()).toEqual(['+4799999991', 'kari@example.no'])
    expect(await headOf(scene)).toMatchObject({
      state: 'Completed',
      segments: { tally: { email: { generated: 2, succeeded: 1 }, sms: { generated: 2, succeeded: 1 } } },
    })
  })

  test('is resolved when it is due, once: whoever comes later, or again, finds what was found', async () => {
    const scene = await enter()
    const life = scene.life()
    await life.place(toPeople(scene, kari, ola))
    const lookUps = () => namesOf(scene).filter((name) => name === 'contacts.ofPersons').length
    const before = lookUps()
    await scene.deliver(life, ['email-send', 'sms-send'])
    expect(lookUps()).toBe(before + 1)
    scene.pass(240)
    await life.tick()
    await finish(scene, life)
    expect(lookUps()).toBe(before + 1)
    expect(scene.sent()).toHaveLength(4)
  })

  test('whom nobody may write to is complete at once, and in the feed', async () => {
    const scene = await enter()
    const life = scene.life()
    await life.place(toPeople(scene, reserved))
    await scene.deliver(life)
    expect([(await headOf(scene)).state, scene.sent()]).toEqual(['Completed', []])
    const entries = await scene.ports().feed.read('ttd', { after: 0, size: 10, direction: 'Asc' })
    expect(entries).toMatchObject([
      { entry: { status: 'Order_Completed', recipients: [{ destination: '' }, { destination: '' }] } },
    ])
  })

  test('that cannot be looked up now is put off, and nothing is made up', async () => {
    const scene = await enter()
    await scene.life().place(toPeople(scene, kari))
    const down = scene.life({ around: at('contacts.ofPersons', () => Promise.reject(new TransientFault('BUSY'))) })
    await scene.deliver(down)
    expect(scene.posted().at(-1)).toMatchObject({ queue: 'orders', message: { attempt: 1 }, delaySeconds: 1 })
    scene.pass(2)
    await scene.deliver(scene.life())
    expect(scene.sent()).toHaveLength(2)
  })
})

describe('an order with a condition', () => {
  test.each([
    [met, 'Completed', 1],
    [unmet, 'SendConditionNotMet', 0],
  ])('is asked about before anybody is written to (%s)', async (conditionEndpoint, state, sent) => {
    const scene = await enter()
    const life = scene.life()
    await life.place(drafted(scene, { terms: { conditionEndpoint } }))
    await finish(scene, life)
    expect([(await headOf(scene)).state, scene.sent().length]).toEqual([state, sent])
    expect(namesOf(scene).filter((name) => name === 'conditions.check')).toHaveLength(1)
    expect(await scene.ports().feed.numberOf('ttd', (await headOf(scene)).id)).toBe(1)
  })
})
