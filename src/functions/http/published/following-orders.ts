import * as z from 'zod'
import { CodedProblem } from '../door/problems.ts'
import type { Published } from '../door/published.ts'
import { DashboardNotification } from '../wire/dashboard-notification.ts'
import { DeliveryManifest } from '../wire/delivery-manifest.ts'
import { NotificationLogEntry } from '../wire/notification-log.ts'
import { StatusFeedEntry } from '../wire/status-feed.ts'
import { samples } from './samples.ts'

const delivery = { destination: samples.address, status: 'Email_Delivered', lastUpdate: samples.delivered }
const completed = { sendersReference: 'case-42', status: 'Order_Completed', lastUpdate: samples.delivered }

const dashboard = (which: 'nationalIdentityNumber' | 'organizationNumber', number: string): Published => ({
  summary: `Shipments to ${which === 'organizationNumber' ? 'an organisation' : 'a person'}, whoever ordered them`,
  tag: 'Dashboard',
  answers: {
    200: {
      meaning: 'The latest first; of the last seven days unless an interval is asked for.',
      schema: z.array(DashboardNotification),
      example: [
        {
          shipmentId: samples.shipment,
          creatorName: 'ttd',
          sendersReference: 'case-42',
          requestedSendTime: samples.ordered,
          notificationChannel: 'EmailPreferred',
          notificationType: 'Notification',
          deliveryAttempts: [
            {
              [which]: number,
              channel: 'email',
              emailAddress: samples.address,
              result: 'Delivered',
              resultTime: samples.delivered,
            },
          ],
        },
      ],
    },
  },
})

/** The routes that tell what became of orders of the newer API. */
export const followingOrders = {
  readShipment: {
    summary: 'What has become of a shipment: an order, or one of its reminders',
    tag: 'Status',
    answers: {
      200: {
        meaning: 'The shipment and each of its recipients.',
        schema: DeliveryManifest,
        example: {
          shipmentId: samples.shipment,
          ...completed,
          type: 'Notification',
          recipients: [{ type: 'Email', ...delivery }],
        },
      },
      404: { meaning: 'No such shipment, or not one of this creator.', schema: CodedProblem },
    },
  },
  readFeed: {
    summary: 'The shipments that are finished, in order and without gaps',
    tag: 'Status',
    answers: {
      200: {
        meaning: 'What comes after `seq`, or before it when it is read backwards.',
        schema: z.array(StatusFeedEntry),
        example: [
          {
            sequenceNumber: 101,
            shipmentId: samples.shipment,
            ...completed,
            shipmentType: 'Notification',
            recipients: [delivery],
          },
        ],
      },
    },
  },
  readLog: {
    summary: 'The notifications of a dialog or a transmission',
    tag: 'Status',
    answers: {
      200: {
        meaning: 'What the providers have reported in the end; none where nothing is known.',
        schema: z.array(NotificationLogEntry),
        example: [
          {
            notificationId: samples.notification,
            dialogId: '0199f0c5-6f0e-7a52-8a06-1a1f6d1d5a44',
            type: 'Notification',
            channel: 'Email',
            destination: samples.address,
            status: 'Email_Delivered',
            requestedSendTime: samples.ordered,
            lastUpdateTime: samples.delivered,
          },
        ],
      },
    },
  },
  searchByPerson: dashboard('nationalIdentityNumber', samples.person),
  searchByOrganization: dashboard('organizationNumber', samples.organization),
} satisfies Record<string, Published>
