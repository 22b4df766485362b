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
  altinnPlatform: Child<Served & { url: string; openIdWellKnownEndpoint: string; appSettings: Record<string, string> }>
  functionsHost: Child<{ url: string; appPid: number }>
}

export type PartName = keyof CloudParts

/** What the app and the simulator can be told besides. */
export interface Choices {
  /** The app to run, `src/main.ts` unless told otherwise, here or by `CLOUD_ENTRY` (the package, in `.ci/run`). */
  readonly entry?: string
  readonly settings?: Readonly<Record<string, string>>
  /** Descriptions that take the place of those in `infra/queues.json`. */
  readonly queues?: Readonly<Record<string, object>>
  /** Settings of the simulator's delivery reports. */
  readonly reports?: object
  /** Where callers reach the app; links begin with it. */
  readonly baseUri: string
}

/** The same, and where what belongs to the whole cloud is: its clock above all. */
export interface Surroundings extends Choices {
  readonly startPageUrl: string
}

interface Part {
  /** Folder of its `main.ts`. */
  readonly room: string
  readonly options: (parts: CloudParts, choices: Surroundings) => object
}

const clockUrl = ({ startPageUrl }: Surroundings) => `${startPageUrl}/clock/offset?audience=parts`

const here = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

/** In the order of their start, since each is told where those before it are. */
export const cloudParts: Readonly<Record<PartName, Part>> = {
  tables: { room: 'table-storage', options: () => ({ tables }) },
  serviceBus: {
    room: 'service-bus',
    options: (_, choices) => ({ queues: { ...queues, ...choices.queues }, clockUrl: clockUrl(choices) }),
  },
  communicationServices: {
    room: 'communication-services',
    options: ({ serviceBus }, choices) => ({
      apiUrl: `${choices.baseUri}/notifications/api/v1`,
      startUrl: `${choices.startPageUrl}/`,
      ordersUrl: `${choices.startPageUrl}/orders`,
      clockUrl: clockUrl(choices),
      serviceBusConnectionString: serviceBus.ready.connectionString,
      ...choices.reports,
    }),
  },
  altinnPlatform: {
    room: 'altinn-platform',
    options: (_, choices) => ({ startUrl: `${choices.startPageUrl}/` }),
  },
  functionsHost: {
    room: 'functions-host',
    options: (parts, choices) => ({
      entry: choices.entry ?? process.env['CLOUD_ENTRY'] ?? here('src/main.ts'),
      hostJson: here('host.json'),
      clockUrl: clockUrl(choices),
      settings: {
        ...appSettings(placesOf(parts), choices.baseUri),
        ...parts.altinnPlatform.ready.appSettings,
        ClockOffsetUrl: `${choices.startPageUrl}/clock/offset?audience=app`,
        ...choices.settings,
      },
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
  altinnPlatform: parts.altinnPlatform.ready.url,
})
