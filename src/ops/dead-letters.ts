import { deadLetters, type DeadLetter } from '../adapters/service-bus/dead-letters.ts'
import { UsageError, type Command } from './command.ts'
import { orderMessageOf, replayedMessage } from './replayed-message.ts'
import { printedTime } from './until.ts'

export const deadLetterCommands: readonly Command[] = [
  {
    words: 'dead-letters list',
    takes: '<queue>',
    does: 'shows them by their ids, never what stands in them',
    async run({ bus, print }, { operand }) {
      const letters = await deadLetters(bus(), queueOf(operand)).list()
      if (letters.length === 0) print(`${operand} has no dead letters.`)
      for (const letter of letters) print(printed(letter))
    },
  },
  {
    words: 'dead-letters replay',
    takes: '<queue> [--only <number,number>]',
    does: 'posts them again and removes them',
    async run({ bus, print }, { operand, only }) {
      const queue = queueOf(operand)
      const wanted = only === undefined ? undefined : new Set(only.split(',').map((number) => number.trim()))
      let count = 0
      await deadLetters(bus(), queue).replay((letter) => {
        if (wanted !== undefined && !wanted.delete(letter.number)) return undefined
        const message = replayedMessage(queue, letter)
        if (message === undefined) print(`${letter.number} stays: nobody could read it again.`)
        else print(`${letter.number} is posted again as ${message.messageId}`)
        count += message === undefined ? 0 : 1
        return message
      })
      for (const number of wanted ?? []) print(`${number} is not there.`)
      print(`${count} posted again.`)
    },
  },
]

function queueOf(operand: string): string {
  if (/^[a-z][a-z-]*$/.test(operand)) return operand
  throw new UsageError('name a queue; docs/queues.md lists them')
}

function printed(letter: DeadLetter): string {
  const { number, messageId, enqueuedAt, deliveries, reason } = letter
  const order = orderMessageOf(letter)?.order
  const since = enqueuedAt === undefined ? '' : `  ${printedTime(enqueuedAt)}`
  return `${number}${since}  ${reason} after ${deliveries} deliveries  ${messageId}${order === undefined ? '' : `  order ${order}`}`
}
