import type { ApiClient } from '../cloud/api-client.ts'
import type { Cloud } from '../cloud/start-cloud.ts'

/** Where the acts of the demo are played. */
export interface Stage {
  readonly cloud: Cloud
  readonly api: ApiClient
  readonly print: (text: string) => void
}

/** One thing that the demo shows, in a file of its own. */
export interface Act {
  readonly title: string
  /** @returns in a line what was wrong; undefined when it ended as it should */
  play(stage: Stage): Promise<string | undefined>
}
