import { DateTime } from 'luxon'
import type { Cloud } from '../../local/cloud/start-cloud.ts'

/** SMS of the first version leave between nine and five in Oslo. */
const [opens, closes, morning] = [9, 16, 10]

/** Moves the cloud's clock by whole hours to the next morning in Oslo, unless SMS leave for another hour. */
export async function untilDaytime({ clock }: Cloud): Promise<void> {
  const now = DateTime.fromJSDate(clock.now())
  const { hour } = now.setZone('Europe/Oslo')
  if (hour >= opens && hour < closes) return
  await clock.moveTo(now.plus({ hours: (morning - hour + 24) % 24 }).toJSDate())
}
