import type { Around } from '../../../src/port-wrapping.ts'
import { buildServices } from '../../../src/services.ts'
import { readSettings } from '../../../src/settings.ts'
import { registerTriggers } from '../../../src/triggers.ts'
import { sabotages } from '../../integration/fault-walk/sabotages.ts'
import { crashing } from './crash-plan.ts'
import { hurriedBus, hurriedTimes } from './hurried-times.ts'

/** The app as it is, in a hurry, and with a place to die. */
const { CrashPlan = '', BeganMs = '0', AheadMs = '0', Sabotage = '' } = process.env

const crash = crashing(CrashPlan)
const sabotage = sabotages[Sabotage]?.around
const around: Around = (call, proceed) =>
  sabotage === undefined ? crash(call, proceed) : sabotage(call, () => crash(call, proceed))

const settings = readSettings(process.env)
const times = hurriedTimes(Number(BeganMs), Number(AheadMs))
registerTriggers(buildServices(settings, { times, ports: hurriedBus, around }))
