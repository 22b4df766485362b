import type { ServiceBusMessage } from '@azure/service-bus'

/** The two schemas a subscription of Event Grid can deliver in. */
export type ReportSchema = 'event-grid' | 'cloud-events'

/** One event of Communication Services, before an envelope is put around it. */
export interface ReportEvent {
  readonly id: string
  /** Such as `Microsoft.Communication.EmailDeliveryReportReceived`. */
  readonly type: string
  readonly subject: string
  readonly time: Date
  readonly data: object
}

/** An event on its way to the queue. */
export interface OutgoingReport {
  readonly eventId: string
  readonly dueAt: Date
  readonly schema: ReportSchema
  /** Built when it is due: many may be waiting. */
  event(): ReportEvent
  onPosted?: () => void
}

const topic =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/providers/Microsoft.Communication/CommunicationServices/local'

/** The message Event Grid puts on a Service Bus queue: one event, as one JSON object, with its id as message id. */
export function reportMessage(event: ReportEvent, schema: ReportSchema): ServiceBusMessage {
  return {
    ...envelopes[schema](event),
    messageId: event.id,
    applicationProperties: {
      'aeg-subscription-name': 'delivery-reports',
      'aeg-delivery-count': 0,
      'aeg-event-type': event.type,
      'aeg-data-version': '1.0',
      'aeg-metadata-version': '1',
      'aeg-output-event-id': event.id,
    },
  }
}

const envelopes: Record<ReportSchema, (event: ReportEvent) => { body: object; contentType: string }> = {
  'event-grid': ({ id, type, subject, time, data }) => ({
    contentType: 'application/json',
    body: {
      id,
      topic,
      subject,
      eventType: type,
      data,
      dataVersion: '1.0',
      metadataVersion: '1',
      eventTime: time.toISOString(),
    },
  }),
  'cloud-events': ({ id, type, subject, time, data }) => ({
    contentType: 'application/cloudevents+json',
    body: { id, source: topic, subject, type, time: time.toISOString(), specversion: '1.0', data },
  }),
}
