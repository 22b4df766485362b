import type { Conditions } from '../../use-cases/register-ports.ts'
import type { KeptToken } from './kept-token.ts'
import { getText, type Page, type Visit } from './get-text.ts'

export interface ConditionSettings {
  /** Undefined: the endpoints are asked without a token. */
  readonly tokens?: KeptToken | undefined
  /** `public` is the only reach for endpoints that others choose; `anywhere` is for a network without others. */
  readonly reach: Visit['reach']
  readonly timeoutMs?: number
}

const mostBytes = 16 * 1024

/** The endpoints of service owners, which decide whether an order is still to be sent. */
export function conditionEndpoints({ tokens, reach, timeoutMs = 15_000 }: ConditionSettings): Conditions {
  const ask = async (endpoint: string, token?: string): Promise<Page | undefined> => {
    const headers = { accept: 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
    return getText(endpoint, { headers, reach, timeoutMs, mostBytes }).catch(() => undefined)
  }
  /** A token is for nobody's eyes on the way. */
  const tokenFor = (endpoint: string) =>
    reach === 'anywhere' || /^https:/i.test(endpoint) ? tokens?.token() : undefined

  return {
    async check(endpoint) {
      const token = await tokenFor(endpoint)
      const page = await ask(endpoint, token)
      if (page?.status !== 401 || token === undefined) return answerOf(page)
      // It may have been withdrawn before its time.
      tokens?.forget(token)
      return answerOf(await ask(endpoint, await tokenFor(endpoint)))
    },
  }
}

function answerOf(page: Page | undefined) {
  if (page === undefined || page.status < 200 || page.status > 299) return 'inconclusive'
  switch (memberOf(page.text)) {
    case true:
      return 'send'
    case false:
      return 'do-not-send'
    default:
      return 'inconclusive'
  }
}

/** Exactly this name, as the reference reads it. */
function memberOf(text: string): unknown {
  try {
    return (JSON.parse(text) as { sendNotification?: unknown } | null)?.sendNotification
  } catch {
    return undefined
  }
}
