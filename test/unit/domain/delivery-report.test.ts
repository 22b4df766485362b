import { expect, test } from 'vitest'
import { maskedAddress } from '../../../src/domain/delivery-report.ts'

test.each([
  ['kari@example.no', 'k***@example.no'],
  ['k@example.no', 'k***@example.no'],
  ['"a@b"@example.no', '"***@example.no'],
  ['kari', '***'],
  ['@example.no', '***'],
  ['', '***'],
])('%j is masked as %j', (address, masked) => expect(maskedAddress(address)).toBe(masked))
