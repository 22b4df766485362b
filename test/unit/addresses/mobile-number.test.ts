import { expect, test } from 'vitest'
import { canonicalNumber, isMobileNumber, numberFromRegister } from '../../../src/domain/addresses/mobile-number.ts'

test.each([
  '+4740000000',
  '004740000000',
  '+4740000001',
  '+4790000000',
  '004790000002',
  '+4791234567',
  '+4795555555',
  '+4798765432',
  '+4799999999',
  '+233242426224',
  '+47 99999999',
  '+47 99999999 ',
  '+47 9999 9999',
  '+47 99 99 99 99',
])('%j is a mobile number', (text) => {
  expect(isMobileNumber(text)).toBe(true)
})

test.each([
  '',
  '   ',
  '12345678',
  '40000000',
  '90000000',
  '++4740000000',
  '00+4740000000',
  ' +4799999999',
  ' +47 9999 9999',
  '+47',
  '12345',
  'abcdefg',
  '+479999999',
  '+479999999999',
  '+47900000001',
  '+4712345678',
  '+4750000004',
  '+14790000000',
  '1234567890',
  '111100000',
])('%j is no mobile number', (text) => {
  expect(isMobileNumber(text)).toBe(false)
})

test('spellings of one number have one canonical form', () => {
  expect(['+47 99 99 99 99', '004799999999', '+4799999999'].map(canonicalNumber)).toEqual(
    Array.from({ length: 3 }, () => '+4799999999'),
  )
})

test.each([
  ['99315000', '+4799315000'],
  ['+4799315000', '+4799315000'],
  ['4123', '4123'],
  ['+4699999999', '+4699999999'],
  ['00233517846', '+233517846'],
  ['81549300', '81549300'],
])('the register number %j is read as %j', (register, number) => {
  expect(numberFromRegister(register)).toBe(number)
})
