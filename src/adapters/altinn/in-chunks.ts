import pLimit from 'p-limit'

const together = 4

/** Asks for many things, so many at a time, and puts the answers together in the order of the things. */
export async function inChunks<Thing, Found>(
  things: readonly Thing[],
  size: number,
  ask: (chunk: readonly Thing[]) => Promise<readonly Found[]>,
): Promise<readonly Found[]> {
  const chunks = Array.from({ length: Math.ceil(things.length / size) }, (_, i) =>
    things.slice(i * size, (i + 1) * size),
  )
  return (await pLimit(together).map(chunks, ask)).flat()
}
