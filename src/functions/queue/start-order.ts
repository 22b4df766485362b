import { startOrder, type StartPorts } from '../../use-cases/start-order.ts'
import { orderHandler } from './order-handler.ts'

export const startOrderHandler = (ports: StartPorts) =>
  orderHandler(ports, 'orders', (message) => startOrder(ports, message))
