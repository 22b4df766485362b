import { app } from '@azure/functions'

const never = '0 0 0 29 2 *'

app.timer('everySecond', { schedule: '%EVERY_SECOND%', handler: (_timer, context) => context.log('tick') })
app.timer('atStart', {
  schedule: never,
  runOnStartup: true,
  handler: (timer, context) => context.log(JSON.stringify({ timer, metadata: context.triggerMetadata ?? 'none' })),
})
app.timer('fails', {
  schedule: never,
  handler: () => {
    throw new Error('timer failed on purpose')
  },
})

const slow = (name: string, schedule: string, milliseconds: number) => {
  let running = 0
  app.timer(name, {
    schedule,
    handler: async (_timer, context) => {
      context.log(`begin with ${running} running`)
      running++
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      running--
      context.log('end')
    },
  })
}
slow('slow', '00:00:01', 1300)
slow('slowByHand', never, 500)
app.timer('unresolved', { schedule: '%NOWHERE%', handler: () => undefined })
