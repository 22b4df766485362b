import { describe, expect, test } from 'vitest'
import { admission } from '../../../src/functions/http/door/admission.ts'
import { handlerOf } from '../../../src/functions/http/door/handler.ts'
import { aDoor, visit } from './a-visit.ts'

const aRoute = {
  name: 'place-order',
  method: 'POST',
  path: 'orders',
  forOperators: false,
  published: { summary: 'Takes an order', tag: 'Orders', answers: {} },
} as const

describe('the room behind the door', () => {
  test('is for so many requests, and each that leaves makes room', () => {
    const room = admission({ requests: 2, bytes: 1_000 })
    const leave = room.enter(1)
    expect(room.enter(1)).toBeDefined()
    expect(room.enter(1)).toBeUndefined()
    leave?.()
    expect(room.enter(1)).toBeDefined()
    expect(room.enter(1)).toBeUndefined()
  })

  test('is for so much of bodies', () => {
    const room = admission({ requests: 9, bytes: 1_000 })
    const leave = room.enter(600)
    expect(room.enter(401)).toBeUndefined()
    expect(room.enter(400)).toBeDefined()
    leave?.()
    expect(room.enter(600)).toBeDefined()
  })

  test('always has room for one body, however long', () => {
    const room = admission({ requests: 9, bytes: 1_000 })
    expect(room.enter(5_000)).toBeDefined()
    expect(room.enter(0)).toBeUndefined()
  })
})

describe('a request', () => {
  const answering = (answer: () => Promise<{ status: number }>) => {
    const entered: number[] = []
    let inside = 0
    const door = {
      ...aDoor(),
      admission: {
        enter(bytes: number) {
          entered.push(bytes)
          inside++
          return () => {
            inside--
          }
        },
      },
    }
    const route = { ...aRoute, answer }
    return { handler: handlerOf(door, route), entered, inside: () => inside }
  }

  test('that finds no room is told to come back in a second, and does nothing', async () => {
    const never = () => Promise.reject(new Error('somebody was let in'))
    const full = { ...aDoor(), admission: { enter: () => undefined } }
    const route = { ...aRoute, answer: never }
    const answer = await visit(handlerOf(full, route), {})
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1'])
  })

  test.each([
    ['as it says', { 'content-length': '123' }, 123],
    ['the most that is allowed, when it comes in pieces', { 'transfer-encoding': 'chunked' }, 30_000_000],
    ['nothing without a body', {}, 0],
  ])('takes as much room %s', async (_, headers: Record<string, string>, bytes) => {
    const { handler, entered } = answering(() => Promise.resolve({ status: 200, headers: {} }))
    await visit(handler, { headers })
    expect(entered).toEqual([bytes])
  })

  test.each([
    ['answered', () => Promise.resolve({ status: 200, headers: {} })],
    ['failed', () => Promise.reject(new Error('unforeseen'))],
  ])('leaves once it is %s', async (_, answer) => {
    const { handler, inside } = answering(answer)
    await visit(handler, {})
    expect(inside()).toBe(0)
  })
})
