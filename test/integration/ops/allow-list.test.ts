import { beforeEach, describe, expect, test } from 'vitest'
import { systemMachine } from '../../../src/adapters/system/machine.ts'
import { tableAllowList } from '../../../src/adapters/tables/allow-list.ts'
import { rowsOf } from '../tables/started-tables.ts'
import { now, startedOps } from './started-ops.ts'

const { run, table } = startedOps()

/** As the app asks, having read nothing yet. */
const allows = (number: string, at = now) =>
  tableAllowList(table('switches'), { clock: { now: () => at }, machine: systemMachine }).allows(number)

beforeEach(async () => {
  for (const [rowKey, { partitionKey }] of await rowsOf(table('switches'), 'sms-allow-list')) {
    await table('switches').deleteEntity(String(partitionKey), rowKey)
  }
})

describe('allow add', () => {
  test('lets a number through, until the end of the day that was named', async () => {
    const { code, printed } = await run("allow add '+47 999 99 999' --note 'Kari, tester' --until 2026-11-30")
    expect({ code, printed }).toEqual({ code: 0, printed: ['+47***99 is allowed within a minute.'] })
    expect(await allows('+4799999999')).toBe(true)
    expect(await allows('+4799999998')).toBe(false)
    expect(await allows('+4799999999', new Date('2026-11-30T22:59:00Z'))).toBe(true)
    expect(await allows('+4799999999', new Date('2026-11-30T23:01:00Z'))).toBe(false)
  })

  test('lets every number through that begins so', async () => {
    await run("allow add '+47999*' --note 'magic numbers'")
    expect(await allows('+4799910001')).toBe(true)
    expect(await allows('+4790000001')).toBe(false)
  })

  test('changes what is there: a number stands in the list once', async () => {
    await run("allow add +4799999999 --note 'Kari' --until 2026-11-30")
    await run("allow add 004799999999 --note 'Ola'")
    expect((await run('allow list')).printed).toEqual(['+4799999999       Ola'])
  })

  test.each([
    ['allow add 99999999 --note x', /^give a valid number with its country code/],
    ['allow add +479999 --note x', /^give a valid number with its country code/],
    ['allow add * --note x', /^give a valid number with its country code/],
    ['allow add +4799999999', /^--note is needed/],
    ['allow add +4799999999 --note x --until 2026-11-23', /^--until 2026-11-23 has passed$/],
    ['allow add +4799999999 --note x --until soon', /^--until soon is no date and no time/],
  ])('%s makes no sense, and changes nothing', async (line, message) => {
    const { code, printed } = await run(line)
    expect(code).toBe(2)
    expect(printed.join('\n')).toMatch(message)
    expect((await run('allow list')).printed).toEqual(['No number is allowed.'])
  })
})

describe('allow remove', () => {
  test('removes the number, also where it was written by hand', async () => {
    await run("allow add '+4799999999' --note 'Kari'")
    const byHand = { partitionKey: 'sms-allow-list', rowKey: 'by-hand', number: '+47 999 99 999' }
    await table('switches').createEntity(byHand)
    expect((await run('allow remove +4799999999')).code).toBe(0)
    expect(await allows('+4799999999')).toBe(false)
  })

  test('says when it is not there, without telling the number', async () => {
    expect(await run('allow remove +4799999999')).toEqual({ code: 2, printed: ['+47***99 is not on the list'] })
  })
})

describe('allow list', () => {
  beforeEach(async () => {
    await run("allow add +4799999999 --note 'Kari, tester' --until '2026-11-24T13:30'")
    await run("allow add '+46*' --note 'Sweden'")
  })

  test('shows numbers whole on a terminal, in their order, with note and end', async () => {
    expect((await run('allow list')).printed).toEqual([
      '+46*              Sweden',
      '+4799999999       Kari, tester  until 2026-11-24 13:30',
    ])
  })

  test('masks numbers where what it prints may be kept', async () => {
    const { printed } = await run('allow list', { isTerminal: false })
    expect(printed.join('\n')).toContain('+47***99')
    expect(printed.join('\n')).not.toContain('4799999999')
  })
})
