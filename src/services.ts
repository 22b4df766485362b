import type { InvocationContext } from '@azure/functions'
import type { ServiceBusClient } from '@azure/service-bus'
import { DefaultAzureCredential } from '@azure/identity'
import { altinnNeighbours, platformKeys, type AltinnPlaces } from './adapters/altinn/altinn.ts'
import { openIdKeys } from './adapters/altinn/open-id-keys.ts'
import { readDeliveryReport } from './adapters/communication-services/delivery-report.ts'
import { emailClients } from './adapters/communication-services/email-client.ts'
import { communicationServicesEmail } from './adapters/communication-services/email-courier.ts'
import { smsClient } from './adapters/communication-services/sms-client.ts'
import { communicationServicesSms } from './adapters/communication-services/sms-courier.ts'
import { routedSms } from './adapters/sms-routing/routed-sms.ts'
import { simulatedSms } from './adapters/sms-routing/simulated-sms.ts'
import { parquetOutcomes } from './adapters/parquet/outcome-file.ts'
import { tableAllowList } from './adapters/tables/allow-list.ts'
import { serviceBus } from './adapters/service-bus/bus.ts'
import { serviceBusClient } from './adapters/service-bus/client.ts'
import { swaggerUiFiles, type PageFiles } from './adapters/swagger-ui/page-files.ts'
import { systemClock } from './adapters/system/clock.ts'
import { keyedHashes } from './adapters/system/hashes.ts'
import { duringInvocation, invocationLog } from './adapters/system/log.ts'
import { systemMachine } from './adapters/system/machine.ts'
import { movedClock } from './adapters/system/moved-clock.ts'
import { tableAgenda } from './adapters/tables/agenda.ts'
import { tableClient } from './adapters/tables/client.ts'
import { tableDeadReports } from './adapters/tables/dead-reports.ts'
import { tableFeed } from './adapters/tables/feed.ts'
import { tableNotificationLog } from './adapters/tables/notification-log.ts'
import { tableOrders } from './adapters/tables/orders.ts'
import { tableOutcomes } from './adapters/tables/outcomes.ts'
import { tablePauses } from './adapters/tables/pauses.ts'
import { tableRates } from './adapters/tables/rates.ts'
import { tableRecipients } from './adapters/tables/recipients.ts'
import { tableReferences } from './adapters/tables/references.ts'
import { wrapPorts, type Around } from './port-wrapping.ts'
import type { Settings } from './settings.ts'
import type { Clock, Machine, Ports } from './use-cases/ports.ts'

/** Everything that the triggers need, built once. */
export interface Services {
  readonly settings: Settings
  readonly ports: Ports
  readonly openIdKeys: ReturnType<typeof openIdKeys>
  readonly platformKeys: ReturnType<typeof platformKeys>
  readonly pageFiles: PageFiles
  readonly duringInvocation: <Result>(context: InvocationContext, run: () => Result) => Result
  /** Settles when the time is known; rejects when it cannot be. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

/** The times an app lives by. The bus keeps its own, which differs where a test hurries the app's. */
export interface Times {
  readonly clock: Clock
  readonly machine: Machine
  readonly busClock: Clock
}

export interface Variations {
  readonly times?: Times
  /** Ports that take the place of the real ones, or stand before them. */
  readonly ports?: (real: Ports) => Partial<Ports>
  /** Is run around every impure call: where faults are injected and calls counted. */
  readonly around?: Around
}

/** The composition root: the only place that knows which adapter stands behind which port. */
export function buildServices(settings: Settings, variations: Variations = {}): Services {
  const bus = serviceBusClient(withIdentity(settings.serviceBus, settings))
  const followed = variations.times === undefined ? timesOf(settings) : unmoved(variations.times)
  const real = realPorts(settings, bus, followed.times)
  const ports = { ...real, ...variations.ports?.(real) }
  return {
    settings,
    ports: variations.around === undefined ? ports : wrapPorts(ports, variations.around),
    openIdKeys: openIdKeys({ wellKnownEndpoint: settings.openIdWellKnownEndpoint, nowMs: Date.now }),
    platformKeys: platformKeys(altinnPlaces(settings), Date.now),
    pageFiles: swaggerUiFiles(),
    duringInvocation,
    ready: followed.ready,
    close() {
      followed.stop()
      return bus.close()
    },
  }
}

/** The machine's times, unless the settings name somebody who moves the clock: he moves that of the bus with it. */
function timesOf({ clockOffsetUrl }: Settings): FollowedTimes {
  if (clockOffsetUrl === undefined) {
    return unmoved({ clock: systemClock, machine: systemMachine, busClock: systemClock })
  }
  const clock = movedClock(clockOffsetUrl)
  const times = { clock, machine: systemMachine, busClock: clock }
  return { times, ready: clock.ready, stop: () => clock.stop() }
}

interface FollowedTimes extends Pick<Services, 'ready'> {
  readonly times: Times
  stop(): void
}

const unmoved = (times: Times): FollowedTimes => ({ times, ready: Promise.resolve(), stop: () => undefined })

function realPorts(settings: Settings, bus: ServiceBusClient, { clock, machine, busClock }: Times): Ports {
  const tables = withIdentity(settings.tables, settings)
  const hashes = keyedHashes(settings.keyedHashKey)
  const communication = withIdentity(settings.communicationServices, settings)
  const email = emailClients(communication)
  const posts = serviceBus(bus, busClock)
  return {
    clock,
    machine,
    hashes,
    orders: tableOrders(tableClient(tables, 'orders')),
    agenda: tableAgenda(tableClient(tables, 'agenda')),
    references: tableReferences(tableClient(tables, 'references'), hashes),
    feed: tableFeed(tableClient(tables, 'feed'), { firstNumber: settings.feed.firstNumber, machine }),
    bus: posts,
    emailCourier: communicationServicesEmail(email),
    smsCourier: routedSms(settings.sms.mode, {
      real: communicationServicesSms(smsClient(communication)),
      simulated: simulatedSms(posts),
      allowList: tableAllowList(tableClient(tables, 'switches'), { clock, machine }),
    }),
    pauses: tablePauses(tableClient(tables, 'switches'), { clock, machine }),
    rates: tableRates(tableClient(tables, 'switches'), settings.perMinute, machine),
    deadReports: tableDeadReports(tableClient(tables, 'deadreports')),
    readReport: readDeliveryReport,
    ...altinnNeighbours(altinnPlaces(settings), Date.now),
    recipients: tableRecipients(tableClient(tables, 'recipients'), hashes),
    notificationLog: tableNotificationLog(tableClient(tables, 'log'), hashes),
    outcomes: tableOutcomes(tableClient(tables, 'outcomes'), { shards: settings.agendaShards }),
    writeOutcomes: parquetOutcomes,
    log: invocationLog,
  }
}

function altinnPlaces(settings: Settings): AltinnPlaces {
  const { platformCertificates: place, ...others } = settings.neighbours
  const isVault = place !== undefined && 'keyVault' in place
  return { ...others, platformCertificates: isVault ? { ...place, credential: ourIdentity(settings) } : place }
}

/** A connection string brings its key; a place is opened by our identity. */
export function withIdentity<Place extends object>(
  connection: { readonly connectionString: string } | Place,
  settings: Pick<Settings, 'identityClientId'>,
) {
  if ('connectionString' in connection) return { connectionString: connection.connectionString }
  return { ...connection, credential: ourIdentity(settings) }
}

const ourIdentity = ({ identityClientId }: Pick<Settings, 'identityClientId'>) =>
  new DefaultAzureCredential(identityClientId === undefined ? {} : { managedIdentityClientId: identityClientId })
