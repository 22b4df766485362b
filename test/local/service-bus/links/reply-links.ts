import { randomUUID } from 'node:crypto'
import type { ClientReceiver, ServerSession } from './amqp.ts'
import { creditOf } from './link-credit.ts'

/** Where an answer is wanted. */
export interface ReplyAddress {
  readonly node: string
  readonly replyTo: string | undefined
  readonly session: ServerSession
}

/** The links of one connection on which clients wait for answers. */
export interface ReplyLinks {
  /** Answers what to do when the link is gone. */
  add(link: ClientReceiver, node: string): () => void
  /** The client that asked may be gone: then nobody waits for the answer. */
  send(answer: Buffer, to: ReplyAddress): void
}

interface ReplyLink {
  readonly link: ClientReceiver
  readonly node: string
  send(answer: Buffer): void
}

export function createReplyLinks(): ReplyLinks {
  const all = new Set<ReplyLink>()
  return {
    add(link, node) {
      const replyLink = { link, node, send: sendWithCredit(link) }
      all.add(replyLink)
      return () => all.delete(replyLink)
    },
    send(answer, to) {
      const ofNode = [...all].filter(({ node }) => node === to.node)
      const found =
        ofNode.find(({ link }) => link.remote.attach.target?.address === to.replyTo) ??
        ofNode.find(({ link }) => link.session === to.session) ??
        ofNode[0]
      found?.send(answer)
    },
  }
}

/** Answers go out settled, in order, as the client gives credit. */
function sendWithCredit(link: ClientReceiver): (answer: Buffer) => void {
  // rhea sends settled transfers on a link that it attached in this mode.
  link.local.attach.snd_settle_mode = 1
  const credit = creditOf(link)
  const waiting: Buffer[] = []
  const flush = () => {
    while (waiting.length > 0 && credit.room() > 0) {
      credit.use()
      link.send(waiting.shift() as Buffer, Buffer.from(randomUUID()), 0)
    }
    credit.answerDrain()
  }
  link.on('sender_flow', flush)
  link.on('sendable', flush)
  return (answer) => {
    waiting.push(answer)
    flush()
  }
}
