import { fileURLToPath } from 'node:url'
import queues from '../../../infra/queues.json' with { type: 'json' }
import tables from '../../../infra/tables.json' with { type: 'json' }
import type { Child } from '../process/spawn.ts'
import { appSettings, type Places } from './settings.ts'

interface Served {
  readonly port: number
}

/** The processes of a local cloud. */
export interface CloudParts {
  tables: Child<Served & { connectionString: string; endpoint: string }>
  serviceBus: Child<Served & { connectionString: string }>
  communicationServices: Child<Served & { connectionString: string; url: string }>
  altinnPlatform: Child<Served & { url: string; openIdWellKnownEndpoint: string }>
  functionsHost: Child<{ url: string; appPid: number }>
}

export type PartName = keyof CloudParts

/** What the app and the simulator can be told besides. */
export interface Choices {
  /** The app to run, `src/main.ts` unless told otherwise. */
  readonly entry?: string
  readonly settings?: Readonly<Record<string, string>>
  /** Descriptions that take the place of those in `infra/queues.json`. */
  readonly queues?: Readonly<Record<string, object>>
  /** Settings of the simulator's delivery reports. */
  readonly reports?: object
  /** Where callers reach the app; links begin with it. */
  readonly baseUri: string
}

interface Part {
  /** Folder of its `main.ts`. */
  readonly room: string
  readonly options: (parts: CloudParts, choices: Choices) => object
}

const here = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

/** In the order of their start, since each is told where those before it are. */
export const cloudParts: Readonly<Record<PartName, Part>> = {
  tables: { room: 'table-storage', options: () => ({ tables }) },
  serviceBus: { room: 'service-bus', options: (_, choices) => ({ queues: { ...queues, ...choices.queues } }) },
  communicationServices: {
    room: 'communication-services',
    options: ({ serviceBus }, { reports, baseUri }) => ({
      apiUrl: `${baseUri}/notifications/api/v1`,
      serviceBusConnectionString: serviceBus.ready.connectionString,
      ...reports,
    }),
  },
  altinnPlatform: { room: 'altinn-platform', options: () => ({}) },
  functionsHost: {
    room: 'functions-host',
    options: (parts, { entry, settings, baseUri }) => ({
      entry: entry ?? here('src/main.ts'),
      hostJson: here('host.json'),
      settings: { ...appSettings(placesOf(parts), baseUri), ...settings },
      forward: {
        '/api/GetEnterpriseToken': parts.altinnPlatform.ready.url,
        '/api/GetPlatformToken': parts.altinnPlatform.ready.url,
      },
    }),
  },
}

export const placesOf = (parts: CloudParts): Places => ({
  tables: parts.tables.ready.connectionString,
  serviceBus: parts.serviceBus.ready.connectionString,
  communicationServices: parts.communicationServices.ready.connectionString,
  openIdWellKnownEndpoint: parts.altinnPlatform.ready.openIdWellKnownEndpoint,
})
