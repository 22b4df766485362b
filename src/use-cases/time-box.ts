import type { Machine } from './ports.ts'

/** The locks of a batch are not renewed: after half their time nothing new is begun. */
export interface TimeBox {
  isOver(): boolean
}

export function timeBox(machine: Pick<Machine, 'monotonicMs'>, milliseconds: number): TimeBox {
  const end = machine.monotonicMs() + milliseconds
  return { isOver: () => machine.monotonicMs() >= end }
}
