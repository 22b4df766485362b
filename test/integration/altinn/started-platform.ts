import { onTestFinished } from 'vitest'
import { altinnNeighbours, type AltinnPlaces } from '../../../src/adapters/altinn/altinn.ts'
import { neighbourSettings, neighbourVariables } from '../../../src/neighbour-settings.ts'
import { startAltinnPlatform } from '../../local/altinn-platform/start-altinn-platform.ts'
import * as z from 'zod'

/** The local platform and the app's own neighbours, made of the settings that the local cloud would give it. */
export async function startedPlatform(more: Readonly<Record<string, string>> = {}) {
  const platform = await startAltinnPlatform({ port: 0 })
  onTestFinished(() => platform.stop())
  const { url, appSettings } = platform.ready
  const send = (method: string, path: string, body: unknown) =>
    fetch(url + path, { method, body: JSON.stringify(body) })
  const settings = neighbourSettings(
    z.object(neighbourVariables).parse({
      PlatformEndpoint: `${url}/`,
      PlatformSubscriptionKey: 'local',
      PlatformCertificates: `${url}/certificates/`,
      ConditionReach: 'anywhere',
      ...appSettings,
      ...more,
    }),
  ) as AltinnPlaces
  return {
    url,
    settings,
    ...altinnNeighbours(settings, Date.now),
    /** Makes services fail, as named by their faults. */
    fault: (faults: object) => send('PUT', '/faults', faults),
    /** Changes an entry of the registers. */
    put: (kind: string, name: string, entry: object) =>
      send('PUT', `/registry/${kind}/${encodeURIComponent(name)}`, entry),
    /** How often a route has been asked. */
    asked: (route: string) => (platform.inspect?.() as { requests: Record<string, number> }).requests[route] ?? 0,
  }
}
