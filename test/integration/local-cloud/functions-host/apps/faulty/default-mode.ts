import { app } from '@azure/functions'

app.get('hello', () => ({}))
