import { describe, expect, it } from 'vitest'
import sample from '../../local.settings.sample.json' with { type: 'json' }
import { readSettings } from '../../src/settings.ts'
import { appSettings } from '../local/cloud/settings.ts'

/** What the host and its worker read, not the app. */
const hostsOwn = ['FUNCTIONS_WORKER_RUNTIME', 'AzureWebJobsStorage', 'AzureWebJobsDisableHomepage']

const values: Readonly<Record<string, string>> = sample.Values
const names = Object.keys(values)

describe('local.settings.sample.json', () => {
  it('is what Core Tools read: a plain file for the Node worker, every value a text', () => {
    expect(sample.IsEncrypted).toBe(false)
    expect(values['FUNCTIONS_WORKER_RUNTIME']).toBe('node')
    expect(Object.keys(sample).sort()).toEqual(['IsEncrypted', 'Values'])
    expect(names.filter((name) => typeof values[name] !== 'string')).toEqual([])
  })

  it('is enough to start the app, and leaves nothing to fill in', () => {
    expect(readSettings(values)).toMatchObject({ environment: 'local', baseUri: 'http://localhost:7071' })
    expect(names.filter((name) => /[<>]|^$|change.?me|your/i.test(values[name] ?? ''))).toEqual([])
  })

  it('holds no setting that the app would silently ignore', () => {
    const read = new Set<string>()
    readSettings(new Proxy(values, { get: (target, name: string) => (read.add(name), target[name]) }))
    expect(names.filter((name) => !read.has(name) && !hostsOwn.includes(name))).toEqual([])
  })

  it('tells the app all that the local cloud tells it', () => {
    const places = {
      tables: '',
      serviceBus: '',
      communicationServices: '',
      openIdWellKnownEndpoint: '',
      altinnPlatform: '',
    }
    const told = Object.keys(appSettings(places, ''))
    expect(told.filter((name) => !names.includes(name))).toEqual([])
  })
})
