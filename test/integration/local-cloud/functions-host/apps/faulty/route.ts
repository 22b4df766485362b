import { app } from '@azure/functions'

app.setup({ enableHttpStream: true })
app.http('regex', { route: 'r/{a:regex(x)}', handler: () => ({}) })
