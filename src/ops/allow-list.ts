import { allowListEditor, type AllowedNumber } from '../adapters/tables/allow-list-editor.ts'
import { canonicalNumber } from '../domain/addresses/mobile-number.ts'
import { maskedNumber } from '../domain/delivery-report.ts'
import { UsageError, type Command, type Workplace } from './command.ts'
import { printedTime, readUntil } from './until.ts'

const editor = ({ switches }: Workplace) => allowListEditor(switches())

export const allowListCommands: readonly Command[] = [
  {
    words: 'allow list',
    takes: '',
    does: 'shows which numbers get real SMS where SmsMode is allowlist',
    async run(place) {
      const list = await editor(place).list()
      if (list.length === 0) place.print('No number is allowed.')
      for (const allowed of list) place.print(printed(place, allowed))
    },
  },
  {
    words: 'allow add',
    takes: '<number, or beginning followed by *> --note <why> [--until <date>]',
    does: 'adds a number or changes it; holds within a minute',
    async run(place, { operand, note = '', until }) {
      const number = readNumber(operand)
      if (note.trim() === '') throw new UsageError('--note is needed: who has the number, and what is tried with it')
      const expires = until === undefined ? {} : { expires: readUntil(until, place.now()) }
      await editor(place).put({ number, note: note.trim(), ...expires })
      place.print(`${masked(number)} is allowed within a minute.`)
    },
  },
  {
    words: 'allow remove',
    takes: '<number, or beginning followed by *>',
    does: 'removes it; holds within a minute',
    async run(place, { operand }) {
      const number = readNumber(operand)
      if ((await editor(place).remove(number)) === 0) throw new UsageError(`${masked(number)} is not on the list`)
      place.print(`${masked(number)} is not allowed any more, within a minute.`)
    },
  },
]

/** At least a country code: a `*` alone would allow everybody. */
const beginning = /^\+[1-9]\d{1,14}\*$/

function readNumber(operand: string): string {
  const text = operand.replaceAll(/\s/g, '')
  const number = beginning.test(text) ? text : canonicalNumber(text)
  if (number !== undefined) return number
  throw new UsageError('give a valid number with its country code (+4799999999), or the beginning of some (+47999*)')
}

/** Of a beginning nothing is masked: it is nobody's number. */
const masked = (number: string) => (number.endsWith('*') ? number : maskedNumber(number))

function printed({ isTerminal, now }: Workplace, { number, note, expires }: AllowedNumber): string {
  const shown = isTerminal ? number : masked(number)
  const isOver = expires !== undefined && expires <= now()
  const until = expires === undefined ? '' : `  ${isOver ? 'expired' : 'until'} ${printedTime(expires)}`
  return `${shown.padEnd(16)}  ${note}${until}`
}
