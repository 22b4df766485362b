import { systemClock } from '../../../src/adapters/system/clock.ts'
import { systemMachine } from '../../../src/adapters/system/machine.ts'
import { buildServices } from '../../../src/services.ts'
import { readSettings } from '../../../src/settings.ts'
import { registerTriggers } from '../../../src/triggers.ts'

/** The app as it is, but it began at eleven or twelve o'clock in Oslo: SMS of the older routes leave in the daytime. */
const beganMs = Number(process.env.BeganMs)
const aheadMs = new Date(beganMs).setUTCHours(10, 0, 0, 0) - beganMs
const clock = { now: () => new Date(Date.now() + aheadMs) }

const times = { clock, machine: systemMachine, busClock: systemClock }
registerTriggers(buildServices(readSettings(process.env), { times }))
