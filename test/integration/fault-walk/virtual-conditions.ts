import type { Conditions } from '../../../src/use-cases/register-ports.ts'

export const [met, unmet] = ['https://example.no/conditions/met', 'https://example.no/conditions/unmet']

/** Service owners who answer by the address that they are asked at. */
export const virtualConditions: Conditions = {
  check: (endpoint) => Promise.resolve(endpoint === unmet ? 'do-not-send' : 'send'),
}
