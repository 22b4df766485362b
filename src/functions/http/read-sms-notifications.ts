import { notificationsRoute } from './notifications-route.ts'
import type { OrdersDoor } from './read-order.ts'

export const readSmsNotificationsRoute = (door: OrdersDoor) => notificationsRoute(door, 'sms')
