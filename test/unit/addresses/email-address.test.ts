import { expect, test } from 'vitest'
import { isEmailAddress } from '../../../src/domain/addresses/email-address.ts'

test.each([
  'æge_sjøåsen@domain.com',
  'stephanie@kul.no',
  'bakken_kundeservice@sykkelverksted.com',
  'john.doe@sub.domain.example',
  'gratis-netflix+1@gmail.com',
  'user.name+tag@domain.co.uk',
  'user123@example-domain.com',
  'recipient+test@altinnxyz.no',
  '   sender@altinn.no   ',
  '\tsender@altinn.no\t',
  'a;b@example.com',
  'a@127.0.0.1',
])('%j is an e-mail address', (text) => {
  expect(isEmailAddress(text)).toBe(true)
})

test.each([
  '',
  '.user@example.com',
  'userexample.com',
  'user@',
  '@example.com',
  'user@example..com',
  'user@exa!mple.com',
  'user.@example.com',
  'one@example.com;two@example.com',
  'not.an.email',
  'invalid-email',
  'a/b@example.com',
  '"a b"@example.com',
  'a@example.c',
  'a@-example.com',
  'a@example-.com',
  `a@${'b'.repeat(64)}.com`,
  `a@${'b.'.repeat(10)}com`,
])('%j is no e-mail address', (text) => {
  expect(isEmailAddress(text)).toBe(false)
})

test('an address longer than any mail server takes is refused, however long it is', () => {
  expect(isEmailAddress(`${'a'.repeat(308)}@example.com`)).toBe(true)
  expect(isEmailAddress(`${'a'.repeat(309)}@example.com`)).toBe(false)
  expect(isEmailAddress(`${'a.'.repeat(10_000_000)}@example.com`)).toBe(false)
})
