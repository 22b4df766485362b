import { app } from '@azure/functions'

app.setup({ enableHttpStream: true })

const write = (hook: string) => void process.stdout.write(`${JSON.stringify({ hook })}\n`)
app.hook.appStart(() => write('appStart'))
app.hook.appTerminate(() => write('appTerminate'))
app.hook.preInvocation((context) => {
  context.hookData['before'] = 'seen'
  const inner = context.functionHandler
  if (context.invocationContext.functionName === 'wrapped') {
    context.functionHandler = async (...given) => ({ body: `wrapped ${JSON.stringify(await inner(...given))}` })
  }
})
app.hook.postInvocation((context) => {
  if (context.error !== undefined && context.error !== null) {
    context.error = undefined
    context.result = { status: 500, body: `replaced, ${String(context.hookData['before'])}` }
  }
})
app.hook.log((context) => {
  if (context.message === 'change me') {
    context.message = 'changed'
    context.level = 'error'
  }
})
const removed = app.hook.preInvocation(() => {
  throw new Error('this hook was taken away')
})
removed.dispose()

app.get('wrapped', () => ({ body: 'inner' }))
app.get('failing', () => {
  throw new Error('for the hook')
})
app.get('logging', (_request, context) => {
  context.debug('below the level')
  context.log('change me')
  return {}
})
app.get('registersLate', () => {
  try {
    app.get('late', () => ({}))
    return { body: 'registered' }
  } catch (error) {
    return { body: (error as Error).message }
  }
})
