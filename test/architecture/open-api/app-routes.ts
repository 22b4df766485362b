import sample from '../../../local.settings.sample.json' with { type: 'json' }
import type { Route } from '../../../src/functions/http/door/route.ts'
import { routes } from '../../../src/functions/http/routes.ts'
import { buildServices } from '../../../src/services.ts'
import { readSettings } from '../../../src/settings.ts'

/** The routes of the app, with nothing behind them that is there. */
export const appRoutes: readonly Route[] = routes(buildServices(readSettings(sample.Values)))
