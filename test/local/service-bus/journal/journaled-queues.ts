import { lockFolder } from '../../process/folder-lock.ts'
import { queueRules, type QueueDescription } from '../queue/queue-description.ts'
import type { QueueLog } from '../queue/queue-log.ts'
import type { Queue } from '../queue/queue-state.ts'
import { createQueue } from '../queue/queue.ts'
import { createCompaction, type Compaction } from './compaction.ts'
import { journalPath, lastGeneration, readEntries } from './journal-folder.ts'
import { noContent, type JournalRecord } from './journal-record.ts'
import { openJournal, volatileJournal, type Journal } from './journal.ts'
import { keptMessage, restore, snapshot } from './restore.ts'

export interface StorageSettings {
  readonly queues: Readonly<Record<string, QueueDescription>>
  readonly folder?: string
  readonly fsync?: boolean
  readonly compactionBytes?: number
  /** What scheduled messages go by; left out, the machine's time. */
  readonly clock?: () => number
}

export interface JournaledQueues {
  readonly queues: readonly Queue[]
  readonly journal: Journal
  /** Writes what is left and lets go of the folder. */
  readonly close: () => void
}

/** The queues as they were when the last process ended, however that came about; without a folder, empty ones. */
export function openQueues(settings: StorageSettings): JournaledQueues {
  const { folder } = settings
  if (folder === undefined) {
    return { queues: createQueues(settings, volatileJournal), journal: volatileJournal, close: () => undefined }
  }
  const unlock = lockFolder(folder)
  try {
    const { queues, journal, compaction } = openFolder({ ...settings, folder })
    const close = () => {
      journal.close()
      // Afterwards, since the last write may have begun one.
      compaction.stop()
      unlock()
    }
    return { queues, journal, close }
  } catch (error) {
    unlock()
    throw error
  }
}

const defaultCompactionBytes = 32 * 1024 * 1024

function openFolder(settings: StorageSettings & { readonly folder: string }) {
  const { folder, fsync = false, compactionBytes: threshold = defaultCompactionBytes } = settings
  const generation = lastGeneration(folder) + 1
  const journal = openJournal({
    path: journalPath(folder, generation),
    fsync,
    onWritten: (written) => compaction.consider(written),
  })
  const queues = createQueues(settings, journal)
  const compaction: Compaction = createCompaction({
    folder,
    generation,
    fsync,
    threshold,
    snapshot: () => snapshot(queues),
  })
  restore(new Map(queues.map((queue) => [queue.name, queue])), readEntries(folder))
  if (generation > 1) compaction.begin(journal)
  return { queues, journal, compaction }
}

const createQueues = ({ queues, clock = Date.now }: StorageSettings, journal: Journal): Queue[] =>
  Object.entries(queues).map(([name, description]) =>
    createQueue({ name, rules: queueRules(description), now: Date.now, clock, log: journalLog(name, journal) }),
  )

function journalLog(queue: string, journal: Journal): QueueLog {
  const append = (record: JournalRecord, content = noContent) => journal.append({ record, content })
  return {
    put: (message, arrivedAt) =>
      append(
        { kind: 'put', queue, message: keptMessage(message), ...(arrivedAt !== undefined && { arrivedAt }) },
        message.content.bytes,
      ),
    mark: (message) => append({ kind: 'mark', queue, message: keptMessage(message) }),
    activate: (scheduled, active) =>
      append({ kind: 'activate', queue, scheduled: scheduled.sequenceNumber, message: keptMessage(active) }),
    remove: ({ sequenceNumber }) => append({ kind: 'remove', queue, sequenceNumber }),
  }
}
