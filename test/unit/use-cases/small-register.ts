import type { Ports } from '../../../src/use-cases/ports.ts'

/** None of these persons exists. */
export const [kari, ola, reserved] = ['16069412345', '16069412346', '16069412347']

/** What the small register knows. */
export const registered = [
  { nationalIdentityNumber: kari, isReserved: false, email: 'kari@example.no', mobileNumber: '+4799999991' },
  { nationalIdentityNumber: ola, isReserved: false, email: 'ola@example.no', mobileNumber: '+4799999992' },
  { nationalIdentityNumber: reserved, isReserved: true, email: 'per@example.no', mobileNumber: '+4799999993' },
]

const nobody = () => Promise.resolve([])

/** Registers that know three persons and nobody else, users are never asked for, and an index that nobody asks. */
export const smallRegister: Pick<Ports, 'contacts' | 'authorization' | 'recipients'> = {
  contacts: {
    ofPersons: (numbers) =>
      Promise.resolve(registered.filter(({ nationalIdentityNumber }) => numbers.includes(nationalIdentityNumber))),
    ofOrganizations: nobody,
    ofUsers: nobody,
    ofExternalIdentities: nobody,
    names: nobody,
  },
  authorization: { permitted: nobody },
  recipients: { put: () => Promise.resolve(), remove: () => Promise.resolve(), find: nobody },
}
