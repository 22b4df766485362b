import { parseDateTime } from '../door/date-time.ts'

export type SasFault = 'not-https' | 'other-host' | 'parameters' | 'expiry' | 'no-read'

/** What keeps a URL from being a signed one of a blob that can be read. Each step assumes the one before. */
export function faultsOf(url: string): readonly SasFault[] {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return ['not-https']
  const { hostname } = new URL(url)
  if (!hostname.endsWith('.blob.core.windows.net')) return ['other-host']
  const { se, sp, sig, sr } = signature(url)
  if ([se, sp, sig].some((value) => value.trim() === '') || sr.toLowerCase() !== 'b') return ['parameters']
  return [
    ...(expiryOf(url) === undefined ? (['expiry'] as const) : []),
    ...(sp.includes('r') ? [] : (['no-read'] as const)),
  ]
}

/** When the signature ends; a time without a zone is UTC. Undefined when it does not say, or is no absolute URL. */
export function expiryOf(url: string): Date | undefined {
  return URL.canParse(url) ? parseDateTime(signature(url).se.trim()) : undefined
}

/** Names in any letter case; what is missing is empty. */
function signature(url: string) {
  const values = new Map([...new URL(url).searchParams].map(([name, value]) => [name.toLowerCase(), value]))
  const value = (name: string) => values.get(name) ?? ''
  return { se: value('se'), sp: value('sp'), sig: value('sig'), sr: value('sr') }
}
