import { app, type HttpFunctionOptions } from '@azure/functions'

app.setup({ enableHttpStream: true })

const guarded = (name: string, authLevel: NonNullable<HttpFunctionOptions['authLevel']>) =>
  app.http(name, { methods: ['GET'], authLevel, handler: (request) => ({ jsonBody: request.params }) })

guarded('anonymous', 'anonymous')
guarded('function', 'function')
guarded('byMaster', 'admin')
app.timer('tick', { schedule: '0 0 0 1 1 *', handler: () => undefined })
