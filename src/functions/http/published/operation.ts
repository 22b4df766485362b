import * as z from 'zod'
import type { Published, PublishedAnswer } from '../door/published.ts'
import { ApiKeyError } from '../wire/api-key-error.ts'
import { SendCondition } from '../wire/send-condition.ts'

const done: PublishedAnswer = { meaning: 'Done, or asked for.' }
const failed: PublishedAnswer = { meaning: 'It did not work.', schema: z.string(), mediaType: 'text/plain' }

const trigger = (summary: string, answers: Published['answers'] = {}): Published => ({
  summary,
  tag: 'Triggers',
  key: 'functionKey',
  answers: { 200: done, ...answers },
})

/** Work that timers do by themselves, and that a scheduler may ask for. */
export const triggers = {
  pastDueOrders: trigger('Hands over the orders that are due'),
  sendEmail: trigger('Sends the e-mails that wait'),
  sendSmsAnytime: trigger('Sends the SMS that wait and may leave at any time'),
  sendSmsDaytime: trigger('Sends the SMS that wait for the daytime, while it is daytime'),
  sendSms: trigger('Does the same as `sendsmsdaytime`'),
  terminateExpired: trigger('Ends the notifications whose lifetime is over', { 500: failed }),
  deleteOldFeedEntries: trigger('Deletes what the status feed need not keep any longer', { 500: failed }),
} satisfies Record<string, Published>

const parquet = (channel: string): Published => ({
  summary: `The ${channel} of yesterday, as a Parquet file`,
  tag: 'Metrics',
  key: 'metricsKey',
  answers: {
    200: {
      meaning: 'The file.',
      schema: z.string(),
      mediaType: 'application/octet-stream',
      headers: {
        'Content-Disposition': 'The name of the file.',
        'X-File-Hash': 'MD5 of the file, in Base64.',
        'X-File-Size': 'Length of the file in bytes.',
        'X-Total-FileTransfer-Count': 'How many records there are.',
        'X-Generated-At': 'When the file was made.',
        'X-Environment': 'The name of the environment.',
      },
    },
    401: {
      meaning: 'The header `X-API-Key` is missing or wrong.',
      schema: ApiKeyError,
      example: { error: 'API key required for Metrics endpoints' },
    },
  },
})

const page: PublishedAnswer = { meaning: 'A page to look at.', schema: z.string(), mediaType: 'text/html' }

export const metrics = {
  showForm: { summary: 'Asks for a month', tag: 'Metrics', key: 'functionKey', answers: { 200: page } },
  showMonth: {
    summary: 'Counts the orders and notifications of a month, by creator',
    tag: 'Metrics',
    key: 'functionKey',
    answers: { 200: page },
  },
  emails: parquet('e-mails'),
  sms: parquet('SMS'),
} satisfies Record<string, Published>

const health = (meaning: string, example: string): PublishedAnswer => ({
  meaning,
  schema: z.string(),
  mediaType: 'text/plain',
  example,
})

export const operation = {
  checkHealth: {
    summary: 'Whether orders can be taken',
    tag: 'Operation',
    answers: { 200: health('Yes.', 'Healthy'), 503: health('No.', 'Unhealthy') },
  },
  checkLiveness: {
    summary: 'Whether the app answers at all',
    tag: 'Operation',
    answers: { 200: health('Yes.', 'Healthy') },
  },
  testSendCondition: {
    summary: 'A condition endpoint to test with',
    tag: 'Operation',
    answers: {
      200: { meaning: 'What was asked for.', schema: SendCondition, example: { sendNotification: true } },
    },
  },
  describeApi: {
    summary: 'This description',
    tag: 'Operation',
    answers: { 200: { meaning: 'OpenAPI 3.1.', schema: z.looseObject({ openapi: z.string() }) } },
  },
  browseApi: { summary: 'This description, to read and to try', tag: 'Operation', answers: { 200: page } },
  browseApiFile: {
    summary: 'What that page consists of',
    tag: 'Operation',
    answers: {
      200: { meaning: 'A script, a style sheet or a picture.', schema: z.string(), mediaType: '*/*' },
      404: { meaning: 'There is no such file.' },
    },
  },
} satisfies Record<string, Published>
