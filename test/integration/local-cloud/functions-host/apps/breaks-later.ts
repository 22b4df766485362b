import { app } from '@azure/functions'

const end = Number(process.env['BREAK_AFTER'])
if (Date.now() > end) throw new Error('broken by its settings')
app.timer('never', { schedule: '0 0 0 29 2 *', handler: () => undefined })
setTimeout(() => process.exit(1), end + 1 - Date.now())
