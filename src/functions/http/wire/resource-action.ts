import type { Rule } from '../door/rule.ts'

interface Resource {
  readonly resourceId?: string | undefined
  readonly resourceAction?: string | undefined
}

const isBlank = (text = '') => text.trim() === ''

/** An action is done with a resource. The ids are those of the family of routes. */
export const resourceActionRules = (withoutResource: string, blankAction: string): readonly Rule<Resource>[] => [
  {
    id: withoutResource,
    key: 'ResourceAction',
    holds: ({ resourceId, resourceAction = '' }) => !isBlank(resourceId) || resourceAction === '',
    message: 'ResourceAction cannot be specified without a ResourceId.',
  },
  {
    id: blankAction,
    key: 'ResourceAction',
    holds: ({ resourceId, resourceAction = '' }) =>
      isBlank(resourceId) || resourceAction === '' || !isBlank(resourceAction),
    message: 'ResourceAction cannot be blank or whitespace.',
  },
]
