import type { Services } from '../../services.ts'
import { coalesced } from '../../use-cases/coalesced.ts'
import { runAgenda } from '../../use-cases/run-agenda.ts'
import type { AgendaTriggerDoor } from './agenda-trigger.ts'
import type { Route } from './door/route.ts'
import { readDailyEmailMetricsRoute } from './read-daily-email-metrics.ts'
import { readDailySmsMetricsRoute } from './read-daily-sms-metrics.ts'
import { showMetricsFormRoute } from './show-metrics-form.ts'
import { showMonthlyMetricsRoute } from './show-monthly-metrics.ts'
import { triggerDeleteOldStatusFeedRecordsRoute } from './trigger-delete-old-status-feed-records.ts'
import { triggerPastDueOrdersRoute } from './trigger-past-due-orders.ts'
import { triggerSendEmailRoute } from './trigger-send-email.ts'
import { triggerSendSmsRoute } from './trigger-send-sms.ts'
import { triggerSendSmsAnytimeRoute } from './trigger-send-sms-anytime.ts'
import { triggerSendSmsDaytimeRoute } from './trigger-send-sms-daytime.ts'
import { triggerTerminateExpiredNotificationsRoute } from './trigger-terminate-expired-notifications.ts'

/** The routes of those who run the service. */
export function operatorRoutes({ ports, settings }: Pick<Services, 'ports' | 'settings'>): readonly Route[] {
  const agenda = { ports, retentionDays: settings.feed.retentionDays }
  const triggers: AgendaTriggerDoor = { runAgenda: coalesced(() => runAgenda(agenda)), log: ports.log }
  const daily = { ports, ...settings }
  return [
    triggerPastDueOrdersRoute(triggers),
    triggerSendEmailRoute(triggers),
    triggerSendSmsAnytimeRoute(triggers),
    triggerSendSmsDaytimeRoute(triggers),
    triggerSendSmsRoute(triggers),
    triggerTerminateExpiredNotificationsRoute(triggers),
    triggerDeleteOldStatusFeedRecordsRoute(triggers),
    showMetricsFormRoute(),
    showMonthlyMetricsRoute(ports),
    readDailySmsMetricsRoute(daily),
    readDailyEmailMetricsRoute(daily),
  ]
}
