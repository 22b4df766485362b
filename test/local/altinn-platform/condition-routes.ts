import { createLocalJWKSet, jwtVerify } from 'jose'
import type { Keys } from './keys.ts'
import { json, refused, text, type Answer, type Route } from './route.ts'

const scope = 'altinn:system/notifications.condition.check'

const answers: Readonly<Record<string, () => Answer>> = {
  send: () => json({ sendNotification: true }),
  'do-not-send': () => json({ sendNotification: false }),
  'in-capitals': () => json({ SendNotification: true }),
  'as-text': () => json({ sendNotification: 'true' }),
  'without-words': () => text(''),
  'not-json': () => text('yes'),
  broken: () => refused(500, 'out of order'),
}

/** Endpoints of a service owner, asked whether an order is to be sent: `/conditions/send` says that it is. */
export const conditionRoutes = (keys: Keys): readonly Route[] => [
  {
    method: 'GET',
    path: '/conditions/*',
    answer: async ({ authorization, rest }) => {
      if (!(await isMachine(keys, authorization))) return refused(401, 'A token of Maskinporten is needed.')
      return answers[rest]?.() ?? { status: 404 }
    },
  },
]

async function isMachine(keys: Keys, authorization: string): Promise<boolean> {
  try {
    const published = createLocalJWKSet({ keys: await keys.published() })
    const { payload } = await jwtVerify(authorization.replace(/^Bearer /, ''), published)
    return payload['scope'] === scope
  } catch {
    return false
  }
}
