import { expect, test } from 'vitest'
import { isExternalIdentity } from '../../../src/domain/addresses/external-identity.ts'
import { isNationalIdentityNumber, isOrganizationNumber } from '../../../src/domain/addresses/identity-numbers.ts'
import { isResourceId } from '../../../src/domain/addresses/resource-id.ts'

test('a national identity number is eleven digits, an organisation number nine', () => {
  expect(['16069412345', '00000000000'].every(isNationalIdentityNumber)).toBe(true)
  expect(['ab069412345', '123456784651', '123456789', ''].some(isNationalIdentityNumber)).toBe(false)
  expect(isOrganizationNumber('123456789')).toBe(true)
  expect(['12345678', '1234567890', 'abc456789', ''].some(isOrganizationNumber)).toBe(false)
})

test.each([
  'urn:altinn:username:john.doe',
  'urn:altinn:username:&',
  'urn:altinn:party:username:user123',
  'urn:altinn:person:legacy-selfidentified:user123',
  'urn:altinn:person:idporten-email:user@example.com',
  'urn:altinn:person:idporten-email:a%2Bb@x.no',
])('%j is an external identity', (urn) => {
  expect(isExternalIdentity(urn)).toBe(true)
})

test.each([
  'invalid-urn-format',
  'urn:altinn:username:',
  'urn:altinn:username:+',
  'urn:altinn:party:username:',
  'urn:altinn:person:idporten-email:',
  'urn:altinn:person:idporten-email:user@',
  'urn:altinn:person:idporten-email:not-an-email',
  'urn:altinn:person:idporten-email:@example.com',
  'urn:altinn:person:idporten-email:user@example',
  'urn:altinn:person:idporten-email:a+b@x.no',
  'urn:altinn:person:legacy-selfidentified:',
  'urn:altinn:person:legacy-selfidentified:   ',
  'urn:altinn:person:wrongprefix:user@example.com',
  'URN:altinn:username:john.doe',
])('%j is no external identity', (urn) => {
  expect(isExternalIdentity(urn)).toBe(false)
})

test('a resource id names something below its prefix', () => {
  expect(isResourceId('urn:altinn:resource:x')).toBe(true)
  expect(['urn:altinn:resource:', 'urn:altinn:resources:x', 'URN:ALTINN:RESOURCE:x', ''].some(isResourceId)).toBe(false)
})
