import { pauseSwitch } from '../adapters/tables/pause-switch.ts'
import type { Channel } from '../domain/channel.ts'
import { UsageError, type Command, type Workplace } from './command.ts'
import { printedTime, readUntil } from './until.ts'

const channels = ['email', 'sms'] as const satisfies readonly Channel[]

const pauses = ({ switches }: Workplace) => pauseSwitch(switches())

export const pauseCommands: readonly Command[] = [
  {
    words: 'pause list',
    takes: '',
    does: 'shows until when each channel holds back',
    async run(place) {
      for (const channel of channels) {
        const notBefore = await pauses(place).notBefore(channel)
        const isHeld = notBefore !== undefined && notBefore > place.now()
        place.print(`${channel.padEnd(6)} ${isHeld ? `held until ${printedTime(notBefore)}` : 'goes on'}`)
      }
    },
  },
  {
    words: 'pause hold',
    takes: '<email|sms> --until <time>',
    does: 'sends nothing new until then; holds within seconds',
    async run(place, { operand, until }) {
      const channel = readChannel(operand)
      if (until === undefined) throw new UsageError('--until is needed: nothing shall be held for ever')
      const time = readUntil(until, place.now())
      await pauses(place).hold(channel, time)
      place.print(`${channel} is held until ${printedTime(time)}. What expires before that is not sent.`)
    },
  },
  {
    words: 'pause lift',
    takes: '<email|sms>',
    does: 'goes on; what was put off meanwhile follows within the hour',
    async run(place, { operand }) {
      const channel = readChannel(operand)
      await pauses(place).lift(channel)
      place.print(`${channel} goes on within seconds.`)
    },
  },
]

function readChannel(operand: string): Channel {
  const channel = channels.find((each) => each === operand)
  if (channel !== undefined) return channel
  throw new UsageError('name a channel: email or sms')
}
