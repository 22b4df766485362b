metadata description = 'Tells people before the money is gone.'

import { budgetType } from '../types.bicep'

param name string
param contacts string[]
param budget budgetType

resource monthly 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: budget.amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: budget.startDate }
    notifications: {
      most: notification(contacts, 80, 'Actual')
      all: notification(contacts, 100, 'Actual')
      tooMuch: notification(contacts, 100, 'Forecasted')
    }
  }
}

func notification(contacts string[], threshold int, kind string) object => {
  enabled: true
  operator: 'GreaterThanOrEqualTo'
  threshold: threshold
  thresholdType: kind
  contactEmails: contacts
}
