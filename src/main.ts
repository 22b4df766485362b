import { app } from '@azure/functions'
import { buildServices } from './services.ts'
import { readSettings } from './settings.ts'
import { registerTriggers } from './triggers.ts'

const services = buildServices(readSettings(process.env))
await services.ready
registerTriggers(services)
app.hook.appTerminate(() => services.close())
