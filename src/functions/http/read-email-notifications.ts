import { notificationsRoute } from './notifications-route.ts'
import type { OrdersDoor } from './read-order.ts'

export const readEmailNotificationsRoute = (door: OrdersDoor) => notificationsRoute(door, 'email')
