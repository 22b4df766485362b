import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { magicRecipients } from '../local/communication-services/email/magic-recipients.ts'
import { magicNumbers } from '../local/communication-services/sms/magic-numbers.ts'
import { help } from '../local/cloud/start-options.ts'
import { pathOf } from './recorded-start.ts'

const page = await readFile(pathOf('docs/local-cloud.md'), 'utf8')

/** The rows of the table in a section, a code word and what it means. */
function rowsOf(section: string): Record<string, string> {
  const text = page.split(`\n### ${section}\n`)[1]?.split('\n### ')[0] ?? ''
  const rows = [...text.matchAll(/^\| `([^`]+)` +\| (.+?) +\|$/gm)]
  return Object.fromEntries(rows.map(([, word = '', means = '']): [string, string] => [word, means]))
}

const meanings = (magic: Readonly<Record<string, { readonly means: string }>>) =>
  Object.fromEntries(Object.entries(magic).map(([word, { means }]) => [word, means]))

describe('the page about the local cloud', () => {
  it('lists every magic recipient, of both channels, as the provider knows them', () => {
    expect(rowsOf('E-mail')).toEqual(meanings(magicRecipients))
    const numbers = rowsOf('SMS')
    delete numbers['BB']
    expect(numbers).toEqual(meanings(magicNumbers))
  })

  it('says where every part usually is', () => {
    const usual = [...help.matchAll(/\((\d+)\)$/gm)].map(([, port]) => port)
    const said = [...(page.split('\n## ')[0]?.matchAll(/ (\d+) +\|$/gm) ?? [])].map(([, port]) => port)
    expect(said.toSorted()).toEqual(usual.toSorted())
  })
})
