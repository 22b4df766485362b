import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Networks that nobody outside can mean: ours, the machine's, and what is reserved. */
const innerIpv4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Azure's own services are here and at the single address below.
  ['169.254.0.0', 16],
  ['168.63.129.16', 32],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const

/** The last two have addresses of version 4 in them. */
const innerIpv6 = [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
  ['2002::', 16],
] as const

function networks(): BlockList {
  const list = new BlockList()
  for (const [network, bits] of innerIpv4) list.addSubnet(network, bits, 'ipv4')
  for (const [network, bits] of innerIpv6) list.addSubnet(network, bits, 'ipv6')
  return list
}

const inner = networks()

/** @param address of either version; one of version 4 that is written as version 6 counts as what it is */
export const isPublicAddress = (address: string) =>
  isIP(address) !== 0 && !inner.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')

/** For a connection: the addresses of a name, if it has no others than public ones. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) callback(error, '')
    else if (!addresses.every(({ address }) => isPublicAddress(address))) callback(new Error('inner address'), '')
    else if (options.all === true) callback(null, addresses)
    else callback(null, addresses[0]?.address ?? '', addresses[0]?.family)
  })
}
