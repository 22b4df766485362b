import { describe, expect, test } from 'vitest'
import { ComposedEmailRequest } from '../../../src/functions/http/wire/composed-email-request.ts'
import { errorsOf } from './judgement.ts'
import { emailSettings } from './samples.ts'

const query = '?se=2099-12-31T00%3A00%3A00Z&sp=r&sr=b&sig=x'
const url = (more = query, host = 'acct.blob.core.windows.net') => `https://${host}/c/f.pdf${more}`
const file = (more: object = {}) => ({ filename: 'f.pdf', mimeType: 'application/pdf', sasUrl: url(), ...more })

const errors = (attachments: unknown, more: object = {}) =>
  errorsOf(ComposedEmailRequest, {
    idempotencyId: 'case-42',
    recipient: { emailAddress: 'ola@example.no', emailSettings: { ...emailSettings, attachments } },
    ...more,
  })

/** Errors of one attachment, with keys and messages relative to it. */
const errorsOfFile = (more: object) =>
  Object.fromEntries(
    Object.entries(errors([file(more)])).map(([key, messages]) => [
      key.replace('Recipient.Settings.Attachments[0]', ''),
      messages.map((message) => message.replace(/^Attachment '.*?': /, '')),
    ]),
  )

test('attachments may be left out, null, none or several', () => {
  for (const attachments of [undefined, null, [], [file(), file(), file()]]) expect(errors(attachments)).toEqual({})
})

test('rules of chains and of e-mail settings hold here too', () => {
  expect(
    errors([], { idempotencyId: 'x'.repeat(1_001), conditionEndpoint: 'x', requestedSendTime: '2099-01-01' }),
  ).toEqual({
    RequestedSendTime: ['The requested send time value must have specified a time zone.'],
    ConditionEndpoint: ['ConditionEndpoint must be a valid absolute URI or null.'],
    IdempotencyId: ['IdempotencyId must be at most 1000 characters long.'],
  })
  const recipient = { emailAddress: 'x', emailSettings: { ...emailSettings, sendingTimePolicy: 2 } }
  expect(errors([], { recipient })).toEqual({
    'Recipient.EmailAddress': ['Invalid email address format.'],
    'Recipient.Settings.SendingTimePolicy': ['Email only supports send time anytime'],
  })
})

test('an element that is null is named', () => {
  expect(errors([file(), null])).toEqual({ 'Recipient.Settings.Attachments[1]': ['Attachment item must not be null.'] })
})

test.each([
  'a/b/file.pdf',
  '../secret.pdf',
  'C:\\Users\\file.pdf',
  'subfolder\\contract.pdf',
  '../../etc/passwd',
  'file',
  'file.',
])('the file name %j is refused and quoted', (filename) => {
  expect(errors([file({ filename })])).toEqual({
    'Recipient.Settings.Attachments[0].Filename': [
      `Attachment '${filename}': filename must not contain path separators, and must include a file extension.`,
    ],
  })
})

test('types are taken in any letter case, others refused', () => {
  for (const mimeType of ['IMAGE/PNG', 'Application/Pdf', 'application/vnd.ms-word.document.macroenabled.12']) {
    expect(errorsOfFile({ mimeType })).toEqual({})
  }
  for (const mimeType of [
    'image/jpg',
    'text/html',
    'application/x-sh',
    'application/x-zip',
    'application/octet-stream',
    'text/plain; charset=utf-8',
  ]) {
    expect(errorsOfFile({ mimeType })).toEqual({
      '.MimeType': ['mimeType is not supported. Refer to ACS documentation for the list of accepted MIME types.'],
    })
  }
})

describe('the signed URL', () => {
  const notHttps = { '.SasUrl': ['sasUrl must be an absolute HTTPS URI.'] }
  const missing = { '.SasUrl': ['sasUrl is missing required SAS parameters (se, sig, sp, sr).'] }
  const noRead = "sasUrl does not grant read permission ('r' must be present in 'sp')."
  const noExpiry = "sasUrl has an invalid 'se' (signed expiry) value."
  const tooShort = { '': ['sasUrl must be valid for at least 15 minutes after requestedSendTime.'] }

  test.each([
    ['ftp://acct.blob.core.windows.net/c/f.pdf', notHttps],
    ['c/f.pdf', notHttps],
    ['', notHttps],
    [
      url(query, 'notazure.blob.example.com'),
      { '.SasUrl': ['sasUrl host must be within Azure Blob Storage (*.blob.core.windows.net).'] },
    ],
    [url(query, 'ACCT.BLOB.CORE.WINDOWS.NET'), {}],
    [url(''), missing],
    [url('?se=%20&sp=r&sr=b&sig=x'), missing],
    [url('?se=2099-12-31&sp=r&sr=c&sig=x'), missing],
    [url('?SE=2099-12-31&Sp=r&sR=B&SIG=x'), {}],
    [url('?se=not-a-date&sp=r&sr=b&sig=x'), { '.SasUrl': [noExpiry] }],
    [url('?se=not-a-date&sp=wdl&sr=b&sig=x'), { '.SasUrl': [noExpiry, noRead] }],
    [url('?se=2099-12-31&sp=R&sr=b&sig=x'), { '.SasUrl': [noRead] }],
    [url('?se=2026-05-04T12%3A14%3A59Z&sp=r&sr=b&sig=x'), tooShort],
    [url('?se=2026-05-04T12%3A15%3A00Z&sp=r&sr=b&sig=x'), {}],
    [url('?se=2026-05-04&sp=r&sr=b&sig=x'), tooShort],
    [`http://acct.blob.core.windows.net/c/f.pdf?se=2020-01-01&sp=r&sr=b&sig=x`, { ...notHttps, ...tooShort }],
  ])('%s: %j', (sasUrl, expected) => {
    expect(errorsOfFile({ sasUrl })).toEqual(expected)
  })

  test('must outlive the requested send time', () => {
    const sasUrl = url('?se=2027-01-01T12%3A14%3A00Z&sp=r&sr=b&sig=x')
    expect(errors([file({ sasUrl })], { requestedSendTime: '2027-01-01T11:59:00Z' })).toEqual({})
    expect(Object.keys(errors([file({ sasUrl })], { requestedSendTime: '2027-01-01T12:00:00Z' }))).toEqual([
      'Recipient.Settings.Attachments[0]',
    ])
  })

  test('is never quoted', () => {
    expect(JSON.stringify(errors([file({ sasUrl: 'https://secret.example/?sig=secret' })]))).not.toContain('secret')
  })
})
