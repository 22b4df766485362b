import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** How far the clock is ahead of the machine's, after so many moves. */
export interface Offset {
  readonly move: number
  readonly offsetMs: number
}

interface Follower {
  /** The last move that it has said to obey. */
  readonly obeys: number
  readonly socket: Socket
  /** Its question, as long as that waits for a younger move. */
  waiting?: { readonly response: ServerResponse; readonly timer: NodeJS.Timeout }
}

/** Those who follow the clock: each asks what comes after the move that it obeys. */
export interface Audience {
  offset: Offset
  readonly followers: Map<string, Follower>
  readonly watched: WeakSet<Socket>
  /** Called when somebody has asked or gone. */
  onNews: () => void
}

/** A question is answered after so long even if there is nothing new: no connection lives for ever. */
const silenceMs = 25_000
/** Longer than a timer function may run that the move has made due. */
const patienceMs = 60_000

/** @param offset what holds before anything has been told */
export const createAudience = (offset: Offset): Audience => ({
  offset,
  followers: new Map(),
  watched: new WeakSet(),
  onNews: () => undefined,
})

/** Answers when there is a move after this one; until then, asking says that this one is obeyed. */
export function ask(audience: Audience, question: { name: string; after: number }, response: ServerResponse): void {
  const { socket } = response
  if (socket === null) return
  const { name, after } = question
  const timer = setTimeout(() => answer(audience, follower), silenceMs)
  const follower: Follower = { obeys: after, socket, waiting: { response, timer } }
  audience.followers.set(name, follower)
  watch(audience, name, socket)
  if (after < audience.offset.move) answer(audience, follower)
  audience.onNews()
}

function answer({ offset }: Audience, follower: Follower): void {
  const { waiting } = follower
  if (waiting === undefined) return
  clearTimeout(waiting.timer)
  delete follower.waiting
  waiting.response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(offset))
}

/** Who is gone is not waited for; who has only changed the connection is. */
function watch(audience: Audience, name: string, socket: Socket): void {
  if (audience.watched.has(socket)) return
  audience.watched.add(socket)
  socket.once('close', () => {
    const follower = audience.followers.get(name)
    if (follower?.socket !== socket) return
    clearTimeout(follower.waiting?.timer)
    audience.followers.delete(name)
    audience.onNews()
  })
}

/** Settles when every follower obeys. @throws when one does not for too long */
export async function tell(audience: Audience, offset: Offset): Promise<void> {
  audience.offset = offset
  for (const follower of audience.followers.values()) answer(audience, follower)
  const all = new Promise<void>((resolve) => {
    audience.onNews = () => {
      if ([...audience.followers.values()].every(({ obeys }) => obeys >= offset.move)) resolve()
    }
    audience.onNews()
  })
  const limit = Promise.withResolvers<never>()
  const timer = setTimeout(() => limit.reject(new Error('a process does not obey the clock')), patienceMs)
  await Promise.race([all, limit.promise]).finally(() => clearTimeout(timer))
}

export function dismiss({ followers }: Audience): void {
  for (const { waiting } of followers.values()) clearTimeout(waiting?.timer)
  followers.clear()
}
