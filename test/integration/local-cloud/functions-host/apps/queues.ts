import { app, type InvocationContext } from '@azure/functions'

interface Body {
  /** Milliseconds to wait before the end. */
  readonly hold?: number
  readonly fail?: boolean
}

const running: Record<string, number> = {}

/** Logs what came, with the number of runs of the function that go on, and does what the messages ask for. */
async function handle(messages: Body[], context: InvocationContext, got: unknown) {
  const { functionName, triggerMetadata, traceContext } = context
  running[functionName] = (running[functionName] ?? 0) + 1
  context.log(
    JSON.stringify({
      event: 'begin',
      got,
      metadata: triggerMetadata,
      trace: traceContext?.traceParent,
      running: running[functionName],
    }),
  )
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, ...messages.map(({ hold }) => hold ?? 0))))
  running[functionName]--
  if (messages.some(({ fail }) => fail === true)) throw new Error('failed on purpose')
  context.log(JSON.stringify({ event: 'end', got }))
}

const one = (message: unknown, context: InvocationContext) => handle([message as Body], context, message)
const many = (messages: unknown, context: InvocationContext) => handle(messages as Body[], context, messages)

app.serviceBusQueue('one', { queueName: 'singles', connection: 'Bus', handler: one })
app.serviceBusQueue('many', { queueName: '%MANY_QUEUE%', connection: 'Bus', cardinality: 'many', handler: many })
app.serviceBusQueue('kept', { queueName: 'kept', connection: 'Bus', autoCompleteMessages: false, handler: one })
app.serviceBusQueue('unconnected', { queueName: 'singles', connection: 'Nowhere', handler: one })
