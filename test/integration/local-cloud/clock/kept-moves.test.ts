import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startedClock } from './started-clock.ts'

const dayMs = 86_400_000

function folderOfItsOwn(): string {
  const folder = mkdtempSync(join(tmpdir(), 'varslinger-clock-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const days = (ms: number) => Math.round(ms / dayMs)

it('a clock goes on where it was, as the times do that were stored', async () => {
  const folder = folderOfItsOwn()
  const first = await startedClock({ folder })
  await first.clock.moveTo(new Date(Date.now() + 7 * dayMs))
  await first.stop()
  const second = await startedClock({ folder })
  expect(days(second.clock.now().getTime() - Date.now())).toBe(7)
  await second.clock.moveTo(new Date(Date.now() + 9 * dayMs))
  expect(days(second.clock.state().offsetMs)).toBe(9)
})

it('what the machine has dated is shown as the clock had it then, also after a restart', async () => {
  const folder = folderOfItsOwn()
  const first = await startedClock({ folder })
  const before = new Date()
  await new Promise((resolve) => setTimeout(resolve, 5))
  await first.clock.moveTo(new Date(Date.now() + 7 * dayMs))
  await first.stop()
  const { clock } = await startedClock({ folder })
  expect(clock.shownAt(before)).toEqual(before)
  expect(days(clock.shownAt(new Date()).getTime() - Date.now())).toBe(7)
})

it('half a line, as a process leaves it that is killed while it writes, is no move', async () => {
  const folder = folderOfItsOwn()
  const first = await startedClock({ folder })
  await first.clock.moveTo(new Date(Date.now() + dayMs))
  await first.stop()
  appendFileSync(join(folder, 'moves.jsonl'), '{"at":17')
  const second = await startedClock({ folder })
  expect(days(second.clock.state().offsetMs)).toBe(1)
  await second.clock.moveTo(new Date(Date.now() + 2 * dayMs))
  await second.stop()
  expect(days((await startedClock({ folder })).clock.state().offsetMs)).toBe(2)
})
