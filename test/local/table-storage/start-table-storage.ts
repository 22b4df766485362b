import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { Running } from '../process/serve.ts'
import { newStore, serviceOf, type MetadataStore } from './azurite.ts'
import { countRequests, type RequestCounts } from './count-requests.ts'
import { lockFolder } from '../process/folder-lock.ts'
import { keepInFolder } from './journaled-store.ts'
import { usePartitionIndex } from './partition-index.ts'
import { findTable } from './store-change.ts'

export interface TableStorageOptions {
  /** 0 takes a free one. */
  readonly port: number
  readonly host?: '127.0.0.1'
  /** Where the tables outlive the process, `kill -9` included; left out, they are in memory. */
  readonly folder?: string
  /** Survive a power cut, too. */
  readonly fsync?: boolean
  /** Exist before it is ready. */
  readonly tables: readonly string[]
}

export interface TableStorageReady {
  readonly port: number
  readonly endpoint: string
  readonly connectionString: string
}

export interface TableStorage extends Running<TableStorageReady> {
  inspect(): RequestCounts
}

/** The account that every emulator has, with the key that Microsoft has published for it. */
const ACCOUNT = 'devstoreaccount1'
const ACCOUNT_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

/**
 * Azurite's table service with a memory that lasts: what it has acknowledged is in the folder. Throws with the code
 * `EADDRINUSE` and the port, or because another one has the folder; in both cases the folder is as it was.
 */
export async function startTableStorage(options: TableStorageOptions): Promise<TableStorage> {
  const { host = '127.0.0.1' } = options
  const service = Promise.withResolvers<RequestListener>()
  const { count, counts } = countRequests()
  const server = createServer((request, response) => {
    count(request)
    void service.promise.then((listener) => listener(request, response))
  })
  await once(server.listen(options.port, host), 'listening')
  const { port } = server.address() as AddressInfo
  try {
    const { store, close } = await openStore(options)
    service.resolve(serviceOf(store))
    const stop = () => closeServer(server).then(close)
    return { ready: readyAt(`http://${host}:${port}/${ACCOUNT}`, port), stop, inspect: counts }
  } catch (error) {
    server.closeAllConnections()
    server.close()
    throw error
  }
}

const readyAt = (endpoint: string, port: number): TableStorageReady => ({
  port,
  endpoint,
  connectionString: `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${ACCOUNT_KEY};TableEndpoint=${endpoint};`,
})

async function openStore({ folder, fsync = false, tables }: TableStorageOptions) {
  const store = await newStore()
  usePartitionIndex(store)
  const kept = folder === undefined ? inMemory : await openFolder(store, folder, fsync)
  for (const table of tables) await createTable(store, table)
  return { store, close: kept.close }
}

const inMemory = { close: () => Promise.resolve() }

async function openFolder(store: MetadataStore, folder: string, fsync: boolean) {
  const release = lockFolder(folder)
  try {
    const kept = await keepInFolder(store, { folder, fsync })
    return { close: () => kept.close().finally(release) }
  } catch (error) {
    release()
    throw error
  }
}

async function createTable(store: MetadataStore, table: string): Promise<void> {
  if (findTable(store, ACCOUNT, table) === null) await store.createTable(undefined, { account: ACCOUNT, table })
}

/** Requests under way are answered first. */
async function closeServer(server: Server): Promise<void> {
  const closed = once(server.close(), 'close')
  const sweep = setInterval(() => server.closeIdleConnections(), 20)
  await closed
  clearInterval(sweep)
}
