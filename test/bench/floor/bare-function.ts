import { app } from '@azure/functions'
import { bareAccept } from './bare-accept.ts'

/** A functions app that does nothing but the floor: what is above it is ours, what is below it is the platform's. */
const { Sample: sample = '', Tables: tables = '', ServiceBus: serviceBus = '' } = process.env
const { accept, close } = await bareAccept({ sample, tables, serviceBus })

app.setup({ enableHttpStream: true })
app.http('place-order-chain', {
  methods: ['POST'],
  route: 'notifications/api/v1/future/orders',
  authLevel: 'anonymous',
  handler: async (request) => {
    await request.json()
    await accept()
    return { status: 201, jsonBody: { notificationOrderId: request.headers.get('content-length') } }
  },
})
app.hook.appTerminate(() => close())
