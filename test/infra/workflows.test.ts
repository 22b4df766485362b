import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pathOf } from '../architecture/recorded-start.ts'

const files = globSync('.github/workflows/*.yml', { cwd: pathOf('') }).map((name) => ({
  name,
  text: readFileSync(pathOf(name), 'utf8'),
}))

/** Actions of others that are not named by the digest of a commit, with the version it is for those who read. */
const unpinned = (text: string) =>
  [...text.matchAll(/uses: (.+)$/gm)]
    .map(([, action = '']) => action)
    .filter((action) => !action.startsWith('./') && !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))

/** Rights of the workflow's own token besides reading the code, and asking Entra ID who it is where it signs in. */
function rights(text: string): string[] {
  const given = [...text.matchAll(/^ +([a-z-]+): (read|write)$/gm)].map(([, name, right]) => `${name}: ${right}`)
  const signsIn = /azure\/login@|deploy-environment\.yml/.test(text)
  return given.filter((right) => right !== 'contents: read' && !(signsIn && right === 'id-token: write'))
}

const secretsOf = (text: string) => [...text.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name)

describe('the workflows', () => {
  it('are those for checking, what-if and deploying', () => {
    expect(files.map(({ name }) => name.split('/').at(-1)).sort()).toEqual([
      'check.yml',
      'deploy-environment.yml',
      'deploy.yml',
      'what-if.yml',
    ])
  })

  it.each(files)('$name names the actions of others by digest', ({ text }) => {
    expect(unpinned(text)).toEqual([])
  })

  it.each(files)('$name has no right that it does not need', ({ text }) => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n/m)
    expect(rights(text)).toEqual([])
    expect(text.match(/actions\/checkout@/g)?.length).toBe(text.match(/persist-credentials: false/g)?.length)
  })

  it.each(files)('$name signs in without a password, and never pastes what others wrote into a script', ({ text }) => {
    expect(secretsOf(text).filter((name) => name !== 'SMOKE_TOKEN_AUTHORIZATION')).toEqual([])
    const scripts = [...text.matchAll(/run: (.*(?:\n {10,}.*)*)/g)].map(([, script = '']) => script)
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([])
  })

  it.each([
    ['uses: actions/checkout@v5', 1, 0],
    ['uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8', 1, 0],
    ['    permissions:\n      contents: write', 0, 1],
    ['    permissions:\n      id-token: write', 0, 1],
  ])('a planted fault would be seen: %j', (text, pins, given) => {
    expect([unpinned(text).length, rights(text).length]).toEqual([pins, given])
  })

  it('have updates looked for: packages and actions', () => {
    const ecosystems = readFileSync(pathOf('.github/dependabot.yml'), 'utf8').matchAll(/package-ecosystem: (.+)/g)
    expect([...ecosystems].map(([, name]) => name)).toEqual(['npm', 'github-actions'])
  })

  it('deploy the environments that there are, by their parameter files', () => {
    const { text } = files.find(({ name }) => name.endsWith('/deploy.yml')) ?? { text: '' }
    const deployed = [...text.matchAll(/environment: (\w+)$/gm)].map(([, name]) => name)
    expect(deployed).toEqual(['test', 'prod'])
  })
})
