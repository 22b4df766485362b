/** What a part of the local cloud is while it runs: what it tells its parent, and how it ends. */
export interface Running<Ready> {
  readonly ready: Ready
  stop(): Promise<void>
  /** What tests and the benchmark count or look at, as JSON; asked for over IPC. */
  inspect?(): unknown
}

/** Without a parent, the neighbours that an orderly stop may wait for are going away as well. */
const orphanMs = 2_000

/**
 * The child's side of a process of the local cloud: options as JSON in the first argument, readiness over IPC,
 * one orderly stop on SIGTERM, SIGINT, or when the parent is gone (so that no orphan keeps a port).
 */
export async function serveProcess(start: (options: never) => Promise<Running<unknown>>): Promise<void> {
  // A start that waits for its neighbours would wait for ever once they are gone, so it is not waited for.
  let end: () => void = () => process.exit(1)
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.on(event, () => end())
  process.on('disconnect', () => setTimeout(() => process.exit(1), orphanMs))
  const running = await start(JSON.parse(process.argv[2] ?? '{}') as never).catch(reportFailedStart)
  end = orderlyEnd(running)
  process.on('message', (message: { inspect?: number }) => {
    if (message.inspect !== undefined) void answerInspection(message.inspect, running)
  })
  process.send?.({ ready: running.ready })
}

function orderlyEnd(running: Running<unknown>): () => void {
  let stopping: Promise<void> | undefined
  return () => {
    stopping ??= running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
}

async function answerInspection(inspected: number, running: Running<unknown>): Promise<void> {
  const value = await running.inspect?.()
  process.send?.({ inspected, cpu: process.cpuUsage(), rss: process.memoryUsage.rss(), value })
}

function reportFailedStart(error: unknown): never {
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number }
  const line = code === 'EADDRINUSE' && port !== undefined ? `port ${port} is already in use` : message
  process.send?.({ failed: line })
  if (process.send === undefined) console.error(error)
  process.exit(1)
}
