import { DecodeError } from '../messages/amqp-values.ts'
import { accepted, rejected, type ClientSender, type LinkEvent } from './amqp.ts'
import { decodeRequest, encodeAnswer, type Answer, type AnswerNames, type Request } from './management-request.ts'
import type { ReplyLinks } from './reply-links.ts'

/** A node that answers requests: $cbs, or $management of a queue. */
export interface RequestNode {
  /** Tells the node apart from others on the connection. */
  readonly path: string
  readonly names: AnswerNames
  answer(request: Request): Answer
  /** Calls back when what was done may be told. */
  whenWritten(callback: () => void): void
}

const creditWindow = 100

/** Takes requests from a client's sender; answers go to its receiver. */
export function serveRequests(link: ClientSender, node: RequestNode, replies: ReplyLinks): void {
  link.on('message', ({ message, delivery }: LinkEvent) => {
    const request = decoded(message)
    if (request === undefined) {
      delivery.update(true, rejected({ condition: 'amqp:decode-error', description: 'The request is not a message.' }))
      return
    }
    const answer = encodeAnswer(request, answerOf(node, request), node.names)
    node.whenWritten(() => {
      delivery.update(true, accepted())
      replies.send(answer, { node: node.path, replyTo: request.replyTo, session: link.session })
    })
  })
  link.set_credit_window(creditWindow)
  link.add_credit(creditWindow)
}

function decoded(message: Buffer): Request | undefined {
  try {
    return decodeRequest(message)
  } catch (error) {
    if (error instanceof DecodeError) return undefined
    throw error
  }
}

function answerOf(node: RequestNode, request: Request): Answer {
  try {
    return node.answer(request)
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    return { status: 400, condition: 'amqp:invalid-field', description: error.message }
  }
}
