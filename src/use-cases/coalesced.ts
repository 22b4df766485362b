/** Calls that come while the work is under way share one more run of it, which begins when that has ended. */
export function coalesced<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let line: Promise<unknown> = Promise.resolve()
  let waiting: Promise<Result> | undefined
  const begin = () => {
    waiting = undefined
    const run = work()
    line = run.catch(() => undefined)
    return run
  }
  return () => (waiting ??= line.then(begin))
}
