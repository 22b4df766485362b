import { app } from '@azure/functions'

app.get('hello', () => ({}))
throw new Error('settings are missing')
