import { ReadableStream } from 'node:stream/web'
import { app } from '@azure/functions'

app.setup({ enableHttpStream: true })

app.get('json', () => ({ status: 201, jsonBody: { ok: true }, headers: { 'x-own': 'yes' } }))
app.get('text', () => ({ body: 'words' }))
app.get('empty', () => ({ status: 202 }))
app.get('cookie', () => ({ cookies: [{ name: 'a', value: '1', path: '/', httpOnly: true }] }))
app.get('throws', () => {
  throw new Error('thrown on purpose')
})
app.get('throwsNothing', () => new Promise((_resolve, reject) => queueMicrotask(reject)))
app.get('undefined', () => undefined as never)
app.get('streams', () => ({ body: ReadableStream.from(parts()) }))
app.get('slow', async (request) => {
  await new Promise((resolve) => setTimeout(resolve, Number(request.query.get('milliseconds'))))
  return { body: 'done' }
})

async function* parts() {
  yield Buffer.from('first')
  await new Promise((resolve) => setTimeout(resolve, 300))
  yield Buffer.from('second')
}
