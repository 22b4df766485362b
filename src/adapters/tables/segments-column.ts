import type { Segments } from '../../domain/segments.ts'

/** How far an order in segments has come, as text; 16,383 segments take 3 KB. */
export const segmentsText = (segments: Segments): string =>
  JSON.stringify({ ...segments, finished: Buffer.from(segments.finished).toString('base64') })

export function segmentsFrom(text: string): Segments {
  const { finished, ...rest } = JSON.parse(text) as Omit<Segments, 'finished'> & { readonly finished: string }
  return { ...rest, finished: Uint8Array.from(Buffer.from(finished, 'base64')) }
}
