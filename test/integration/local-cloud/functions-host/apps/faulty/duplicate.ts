import { app } from '@azure/functions'

app.setup({ enableHttpStream: true })
app.get('twice', () => ({}))
app.get('TWICE', () => ({}))
