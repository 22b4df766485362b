import { app } from '@azure/functions'

app.setup({ enableHttpStream: true })

/** Tells what the handler saw of its request. */
app.http('echo', {
  route: 'echo/{id?}',
  methods: ['GET', 'POST'],
  handler: async (request) => ({
    jsonBody: {
      url: request.url,
      params: request.params,
      query: [...request.query],
      headers: Object.fromEntries(request.headers),
      body: Buffer.from(await request.arrayBuffer()).toString('base64'),
    },
  }),
})

/** Logs how much of its body came. */
app.post('measures', async (request, context) => {
  const body = await request.arrayBuffer()
  context.log(`${body.byteLength} bytes`)
  return {}
})

app.get('traces', (_request, context) => ({ jsonBody: context.traceContext }))

/** Answers without reading its body. */
app.post('ignores', () => ({ body: 'not read' }))
