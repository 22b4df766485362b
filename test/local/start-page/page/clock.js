/* global EventSource, setInterval, performance */

const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' })
const short = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/**
 * Shows the clock every second, and at once when it has been moved. Between two moves the browser counts on by itself.
 *
 * @param {{ onTime: (text: string, iso: string) => void, onState: (state: object) => void }} listeners
 */
export function followClock({ onTime, onState }) {
  let shown = { at: 0, nowMs: 0 }
  const tick = () => {
    const now = new Date(shown.nowMs + performance.now() - shown.at)
    onTime(whole.format(now), now.toISOString())
  }
  new EventSource('/clock/events').addEventListener('clock', ({ data }) => {
    const { now, offsetMs, movingTo } = JSON.parse(data)
    shown = { at: performance.now(), nowMs: Date.parse(now) }
    tick()
    onState({ ahead: aheadOf(offsetMs), movingTo: movingTo && short.format(new Date(movingTo)) })
  })
  setInterval(() => shown.nowMs > 0 && tick(), 1000)
}

/** @param {string} by an ISO 8601 duration */
export const moveForward = (by) => move('/clock/forward', 'POST', { by })

/** @param {Date} now */
export const moveTo = (now) => move('/clock', 'PUT', { now: now.toISOString() })

/** @returns in a line what came of it */
async function move(path, method, body) {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(path, { method, headers, body: JSON.stringify(body) })
  const answer = await response.json()
  if (!response.ok) return `It was not moved: ${answer.error}.`
  return `There, in ${plural(answer.steps, 'step')}. Everything that was due on the way has been done.`
}

function aheadOf(offsetMs) {
  if (offsetMs === 0) return 'as this machine has it'
  const minutes = Math.round(offsetMs / 60_000)
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)]
  const parts = [plural(days, 'day'), plural(hours, 'hour'), plural(minutes % 60, 'minute')]
  const known = parts.filter((part) => !part.startsWith('0 '))
  return known.length === 0 ? 'less than a minute ahead of this machine' : `${known.join(', ')} ahead of this machine`
}

const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`
