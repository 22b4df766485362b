import { emailClients } from '../../../src/adapters/communication-services/email-client.ts'
import { communicationServicesEmail } from '../../../src/adapters/communication-services/email-courier.ts'
import { buildServices } from '../../../src/services.ts'
import { readSettings } from '../../../src/settings.ts'
import { registerTriggers } from '../../../src/triggers.ts'
import { hurriedBus, hurriedTimes } from '../crash/hurried-times.ts'

/** The app as it is, in a hurry, and with less patience for the provider's answer. */
const { BeganMs = '0', CommunicationServices: connectionString = '' } = process.env

const emailCourier = communicationServicesEmail(emailClients({ connectionString }), 1_500)
const times = hurriedTimes(Number(BeganMs))
registerTriggers(
  buildServices(readSettings(process.env), { times, ports: (real) => ({ ...hurriedBus(real), emailCourier }) }),
)
