import { describe, expect, it } from 'vitest'
import { parseRouteTemplate } from '../local/functions-host/http/route-template.ts'
import { overlapping } from './overlapping-routes.ts'

const route = (name: string, template: string, ...methods: string[]) => ({
  name,
  methods,
  template: parseRouteTemplate(template),
})

const overlap = (one: string, other: string) =>
  overlapping([route('one', one, 'GET'), route('other', other, 'GET')]).length > 0

describe('two routes', () => {
  it.each([
    ['orders/{id}', 'orders/feed'],
    ['orders/{id}', 'Orders/{chain}/'],
    ['orders/{id:guid}', 'orders/{number:int}'],
    ['orders/{id?}', 'orders'],
    ['orders/{*rest}', 'orders/feed/today'],
    ['orders/{month:range(1,12)}', 'orders/7'],
  ])('fit one path: %s and %s', (one, other) => {
    expect(overlap(one, other)).toBe(true)
    expect(overlap(other, one)).toBe(true)
  })

  it.each([
    ['orders/{id:guid}', 'orders/feed'],
    ['orders/{id}', 'orders'],
    ['orders/{id}', 'orders/{id}/status'],
    ['orders/{month:range(1,12)}', 'orders/13'],
    ['orders/{*rest}', 'shipment/feed'],
  ])('do not fit one path: %s and %s', (one, other) => {
    expect(overlap(one, other)).toBe(false)
    expect(overlap(other, one)).toBe(false)
  })

  it('of one path are told apart by their methods', () => {
    expect(overlapping([route('read', 'orders', 'GET', 'HEAD'), route('place', 'orders', 'POST')])).toEqual([])
    expect(overlapping([route('read', 'orders', 'GET'), route('any', 'orders', 'GET', 'POST')])).toEqual(['read & any'])
  })
})
