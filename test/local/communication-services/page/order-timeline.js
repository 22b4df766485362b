/* global setTimeout, clearTimeout */
import { links } from '../../page/links.js'

/** The feed's entry is written a moment after the last report. */
const [firstPauseMs, longestPauseMs] = [250, 5000]

/**
 * Follows what has become of an order, until it is in the feed or nobody knows it.
 *
 * @param {string | undefined} order
 * @param {(timeline: object) => void} onTimeline
 * @returns {{ look: () => void, stop: () => void }} `look` asks at once: something has happened
 */
export function followOrder(order, onTimeline) {
  if (order === undefined || links.orders !== true) return { look: () => undefined, stop: () => undefined }
  let [timer, pauseMs, isStopped] = [undefined, firstPauseMs, false]

  async function look() {
    clearTimeout(timer)
    const response = await fetch(`/orders/${order}/timeline`)
    if (isStopped || response.status === 404) return
    clearTimeout(timer)
    if (response.ok) {
      const timeline = await response.json()
      onTimeline(timeline)
      if (timeline.moments.some(({ what }) => what === 'published')) return
    }
    timer = setTimeout(lookAgain, pauseMs)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
  const lookAgain = () => void look().catch(() => (timer = setTimeout(lookAgain, longestPauseMs)))

  return {
    look() {
      pauseMs = firstPauseMs
      lookAgain()
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
