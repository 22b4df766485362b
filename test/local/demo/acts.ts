import { orderAct } from './order-act.ts'

/** What the demo shows, in this order. */
export const acts = [
  orderAct({ title: 'An e-mail', to: 'kari@example.no', expects: 'Email_Delivered' }),
  orderAct({ title: 'An SMS', to: '+4790000001', expects: 'SMS_Delivered' }),
  orderAct({
    title: 'A chain: an e-mail, and its reminder a week later',
    to: 'ola@example.no',
    expects: 'Email_Delivered',
    reminderAfterDays: 7,
  }),
  orderAct({
    title: 'A provider that refuses twice, because it is asked too often',
    to: 'throttled-1s-2x+per@example.no',
    expects: 'Email_Delivered',
  }),
  orderAct({ title: 'An address that does not exist', to: 'bounced@example.no', expects: 'Email_Failed_Bounced' }),
]
