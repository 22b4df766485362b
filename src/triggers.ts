import { app, type HttpMethod, type InvocationContext } from '@azure/functions'
import { admission } from './functions/http/door/admission.ts'
import { authenticator } from './functions/http/door/authenticator.ts'
import { bearerToken } from './functions/http/door/bearer-token.ts'
import { handlerOf, unmatched } from './functions/http/door/handler.ts'
import { platformAccessToken } from './functions/http/door/platform-access-token.ts'
import type { Door } from './functions/http/door/route.ts'
import { routes } from './functions/http/routes.ts'
import { appendToFeedHandler } from './functions/queue/append-to-feed.ts'
import { recordDeliveryReportsHandler } from './functions/queue/record-delivery-reports.ts'
import { sendEmailHandler } from './functions/queue/send-email.ts'
import { sendSmsHandler } from './functions/queue/send-sms.ts'
import { startOrderHandler } from './functions/queue/start-order.ts'
import { workAgendaHandler } from './functions/queue/work-agenda.ts'
import { eraseOutcomesHandler } from './functions/timer/erase-outcomes.ts'
import { runAgendaHandler } from './functions/timer/run-agenda.ts'
import type { Services } from './services.ts'

const allMethods: HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

/** The table of contents: every function of the app. */
export function registerTriggers(services: Services): void {
  const { ports, settings } = services
  const agenda = { ports, retentionDays: settings.feed.retentionDays }
  const feed = { ...agenda, keepsOutcomes: settings.metricsApiKey !== undefined }
  const sms = { ports, repeatWindowSeconds: settings.sms.repeatWindowSeconds }
  const during = loggedBy(services)

  // Chunked bodies reach a function only in this mode.
  app.setup({ enableHttpStream: true })
  registerRoutes(services)

  app.timer('run-agenda', { schedule: '0 * * * * *', handler: during(runAgendaHandler(agenda)) })
  app.timer('erase-outcomes', { schedule: '0 30 * * * *', handler: during(eraseOutcomesHandler(ports)) })
  app.serviceBusQueue('work-agenda', { ...queue('agenda'), handler: during(workAgendaHandler(agenda)) })
  app.serviceBusQueue('start-order', { ...queue('orders'), handler: during(startOrderHandler(ports)) })
  app.serviceBusQueue('send-sms', { ...queue('sms-send'), handler: during(sendSmsHandler(sms)) })
  app.serviceBusQueue('send-email', { ...queue('email-send'), handler: during(sendEmailHandler(ports)) })
  app.serviceBusQueue('record-delivery-reports', {
    ...queue('delivery-reports', 'many'),
    handler: during(recordDeliveryReportsHandler(ports)),
  })
  app.serviceBusQueue('append-to-feed', { ...queue('feed', 'many'), handler: during(appendToFeedHandler(feed)) })
}

/** Every route is a function of its own; what none of them takes goes to the one whose name sorts last. */
function registerRoutes(services: Services): void {
  const table = routes(services)
  const door = doorOf(services)
  const during = loggedBy(services)
  for (const route of table) {
    app.http(route.name, {
      methods: [route.method],
      route: route.path,
      authLevel: route.forOperators ? services.settings.operatorAccess : 'anonymous',
      handler: during(handlerOf(door, route)),
    })
  }
  app.http('z-unmatched-route', {
    methods: allMethods,
    route: '{*path}',
    authLevel: 'anonymous',
    handler: unmatched(table),
  })
}

/** An instance has 2 GB in Azure (`infra/`): two of the largest bodies at once take half of it. */
const room = { requests: 1_000, bytes: 60_000_000 }

function doorOf({ ports, settings, openIdKeys, platformKeys }: Services): Door {
  const cookies = ['.ALTINNTOKEN', settings.tokenCookieName]
  const bearer = bearerToken({ keys: openIdKeys, now: () => ports.machine.now(), cookies })
  const platform = platformAccessToken({ keys: platformKeys, now: () => ports.machine.now() })
  return {
    admission: admission(room),
    authenticate: authenticator([platform, bearer]),
    clock: ports.clock,
    log: ports.log,
  }
}

const queue = (queueName: string, cardinality: 'one' | 'many' = 'one') => ({
  connection: 'ServiceBus',
  queueName,
  cardinality,
})

type Handler<Input, Result> = (input: Input, context: InvocationContext) => Result

/** What a handler logs belongs to its invocation. */
const loggedBy =
  ({ duringInvocation }: Services) =>
  <Input, Result>(handler: Handler<Input, Result>): Handler<Input, Result> =>
  (input, context) =>
    duringInvocation(context, () => handler(input, context))
