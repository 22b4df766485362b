import { app } from '@azure/functions'

app.setup({ enableHttpStream: true })

app.get('environment', () => ({ jsonBody: { pid: process.pid, environment: process.env } }))
app.get('exit', () => process.exit(0))
app.get('crash', () => {
  setImmediate(() => {
    throw new Error('nobody catches this')
  })
  return { status: 202 }
})
