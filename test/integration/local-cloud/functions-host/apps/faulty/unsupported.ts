import { app, output } from '@azure/functions'

app.setup({ enableHttpStream: true })
app.storageQueue('fromStorage', { queueName: 'q', connection: 'S', handler: () => undefined })
app.serviceBusTopic('fromTopic', { topicName: 't', subscriptionName: 's', connection: 'B', handler: () => undefined })
app.timer('toQueue', {
  schedule: '0 0 0 1 1 *',
  return: output.serviceBusQueue({ queueName: 'q', connection: 'B' }),
  handler: () => undefined,
})
app.http('regex', { route: 'r/{a:regex(x)}', handler: () => ({}) })
