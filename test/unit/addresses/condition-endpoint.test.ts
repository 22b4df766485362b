import { expect, test } from 'vitest'
import {
  isAbsoluteUri,
  isHttpUri,
  isPublicHttpUri,
  isUriReference,
} from '../../../src/domain/addresses/condition-endpoint.ts'

test.each([
  'http://localhost:8080/x',
  'https://10.0.0.1/x?y=z',
  'https://example.com/a%2Fb',
  'https://example.no/ærlig',
])('%j is an absolute address on the web', (text) => {
  expect([isUriReference(text), isAbsoluteUri(text), isHttpUri(text)]).toEqual([true, true, true])
})

test.each(['urn:isbn:0-321-76572-0', 'ftp://example.com', 'file:///x', 'C:\\x'])(
  '%j is absolute, but not on the web',
  (text) => {
    expect([isUriReference(text), isAbsoluteUri(text), isHttpUri(text)]).toEqual([true, true, false])
  },
)

test.each([
  'api/endpoint',
  '/relative',
  'api?u=https://x.no',
  '',
  'https://example.com/a%20b',
  'https://example.com/a b',
  'http:x',
])('%j is a reference, but not absolute and well-formed', (text) => {
  expect([isUriReference(text), isAbsoluteUri(text)]).toEqual([true, false])
})

test.each(['http://', 'http://example.com:99999', `http://example.com/${'a'.repeat(65_519)}`])(
  'text like %.30j cannot be a URI at all',
  (text) => {
    expect(isUriReference(text)).toBe(false)
  },
)

test('the older routes want a host name with a dot', () => {
  const good = ['http://example.com', 'https://example.no', 'https://user@example.no:8080/x']
  const bad = ['ftp://example.com', 'http://invalid-url', 'https://foobar', 'urn:altinn.test', 'http://localhost/x']
  expect(good.every(isPublicHttpUri)).toBe(true)
  expect([...bad, 'http://10.0.0.1', 'http://æøå.no', 'http://[::1]/'].some(isPublicHttpUri)).toBe(false)
})
