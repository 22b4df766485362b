import type { Clock } from '../../../local/communication-services/clock.ts'

/** Stands still until it is turned; then everything wakes that has become due. */
export function handTurnedClock() {
  let now = Date.parse('2026-11-23T05:00:00Z')
  const alarms = new Set<{ at: number; wake: () => void }>()
  const ring = () => {
    for (const alarm of alarms) if (alarm.at <= now && alarms.delete(alarm)) alarm.wake()
  }
  const clock: Clock = {
    now: () => new Date(now),
    wakeAt(time, wake) {
      const alarm = { at: time.getTime(), wake }
      alarms.add(alarm)
      setImmediate(ring)
      return () => void alarms.delete(alarm)
    },
  }
  return {
    ...clock,
    turn(seconds: number) {
      now += seconds * 1000
      ring()
    },
  }
}
