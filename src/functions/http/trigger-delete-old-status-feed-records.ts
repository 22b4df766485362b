import { triggers } from './published/operation.ts'
import { agendaTrigger, failedTo, type AgendaTriggerDoor } from './agenda-trigger.ts'

/** Erases the orders whose retention is over, their entries in the feed among them. */
export const triggerDeleteOldStatusFeedRecordsRoute = (door: AgendaTriggerDoor) =>
  agendaTrigger(door, {
    name: 'trigger-delete-old-status-feed-records',
    path: 'deleteoldstatusfeedrecords',
    published: triggers.deleteOldFeedEntries,
    onFailure: failedTo('delete old status feed records'),
  })
