import { app, type HttpMethod, type InvocationContext } from '@azure/functions'
import { authenticator } from './functions/http/door/authenticator.ts'
import { bearerToken } from './functions/http/door/bearer-token.ts'
import { handlerOf, unmatched } from './functions/http/door/handler.ts'
import type { Door } from './functions/http/door/route.ts'
import { routes } from './functions/http/routes.ts'
import { appendToFeedHandler } from './functions/queue/append-to-feed.ts'
import { recordDeliveryReportsHandler } from './functions/queue/record-delivery-reports.ts'
import { sendEmailHandler } from './functions/queue/send-email.ts'
import { sendSmsHandler } from './functions/queue/send-sms.ts'
import { workAgendaHandler } from './functions/queue/work-agenda.ts'
import { runAgendaHandler } from './functions/timer/run-agenda.ts'
import type { Services } from './services.ts'

const allMethods: HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

/** The table of contents: every function of the app. */
export function registerTriggers(services: Services): void {
  const { ports, settings } = services
  const agenda = { ports, retentionDays: settings.feed.retentionDays }
  const sms = { ports, repeatWindowSeconds: settings.sms.repeatWindowSeconds }
  const during = loggedBy(services)

  // Chunked bodies reach a function only in this mode.
  app.setup({ enableHttpStream: true })
  registerRoutes(services)

  app.timer('run-agenda', { schedule: '0 * * * * *', handler: during(runAgendaHandler(agenda)) })
  app.serviceBusQueue('work-agenda', { ...queue('agenda'), handler: during(workAgendaHandler(agenda)) })
  app.serviceBusQueue('send-sms', { ...queue('sms-send'), handler: during(sendSmsHandler(sms)) })
  app.serviceBusQueue('send-email', { ...queue('email-send'), handler: during(sendEmailHandler(ports)) })
  app.serviceBusQueue('record-delivery-reports', {
    ...queue('delivery-reports', 'many'),
    handler: during(recordDeliveryReportsHandler(ports)),
  })
  app.serviceBusQueue('append-to-feed', { ...queue('feed', 'many'), handler: during(appendToFeedHandler(agenda)) })
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
      authLevel: 'anonymous',
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

function doorOf({ ports, settings, openIdKeys }: Services): Door {
  const cookies = ['.ALTINNTOKEN', settings.tokenCookieName]
  const bearer = bearerToken({ keys: openIdKeys, now: () => ports.machine.now(), cookies })
  return { authenticate: authenticator([bearer]), clock: ports.clock, log: ports.log }
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
