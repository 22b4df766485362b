import { cp, mkdir, readdir, readFile, rmdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'

import { clientOf, rowsOf, spawned, started, temporaryFolder } from './table-storage-room.ts'

const key = (rowKey: string) => ({ partitionKey: 'p', rowKey })

/** Some of everything: creates, both updates, both upserts, deletes, transactions that pass and one that fails. */
async function writeSome(storage: Awaited<ReturnType<typeof started>>): Promise<void> {
  const client = clientOf(storage)
  for (const row of ['a', 'b', 'c', 'd', 'gone']) await client.createEntity({ ...key(row), kept: row, old: 1n })
  await client.updateEntity({ ...key('a'), merged: true }, 'Merge')
  await client.updateEntity({ ...key('b'), replaced: new Date(0) }, 'Replace')
  await client.upsertEntity(
    { ...key('c'), text: 'line separator \u2028, paragraph separator \u2029\nnew line' },
    'Merge',
  )
  await client.upsertEntity({ ...key('e'), binary: new Uint8Array([0, 255]) }, 'Replace')
  await client.deleteEntity('p', 'gone')
  await client.submitTransaction([
    ['create', { ...key('f'), number: 1.5 }],
    ['update', { ...key('a'), merged: false }, 'Merge'],
    ['upsert', key('g'), 'Replace'],
    ['delete', key('d')],
  ])
  const failing = client.submitTransaction([
    ['create', key('never')],
    ['update', { ...key('a'), merged: 'never' }, 'Merge'],
    ['create', key('b')],
  ])
  await expect(failing).rejects.toMatchObject({ statusCode: 409 })
}

const segmentsIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.startsWith('journal-')).sort()

/** The folder as a crash would leave it once a snapshot under way is done: what is acknowledged has been written. */
async function crashed(folder: string): Promise<string> {
  const copy = await temporaryFolder()
  await vi.waitUntil(async () => (await segmentsIn(folder)).length === 1)
  await cp(folder, copy, { recursive: true })
  return copy
}

test('a crash and an orderly stop leave every row with its values, types, ETag and Timestamp', async () => {
  const folder = await temporaryFolder()
  const storage = await started({ folder })
  await writeSome(storage)
  const rows = await rowsOf(storage)
  expect([...rows.keys()]).toEqual(['a', 'b', 'c', 'e', 'f', 'g'])
  const copy = await crashed(folder)
  await storage.stop()

  expect(await rowsOf(await started({ folder: copy }))).toEqual(rows)
  expect(await rowsOf(await started({ folder }))).toEqual(rows)
  expect(await segmentsIn(folder)).toHaveLength(1)
})

test('changes that the snapshot already holds are harmless', async () => {
  const folder = await temporaryFolder()
  const storage = await started({ folder })
  await writeSome(storage)
  const rows = await rowsOf(storage)
  const copy = await crashed(folder)
  await storage.stop()

  await cp(join(folder, 'snapshot.json'), join(copy, 'snapshot.json'))
  expect(await segmentsIn(copy)).toHaveLength(1)
  expect(await rowsOf(await started({ folder: copy }))).toEqual(rows)
})

test('a torn last line is a change that never happened, and the next start goes on behind it', async () => {
  const folder = await temporaryFolder()
  const storage = await started({ folder })
  await writeSome(storage)
  const rows = await rowsOf(storage)
  const copy = await crashed(folder)
  const [segment = ''] = await segmentsIn(copy)
  const bytes = await readFile(join(copy, segment))
  await writeFile(join(copy, segment), bytes.subarray(0, -20))

  const again = await started({ folder: copy })
  for (const row of ['f', 'g']) rows.delete(row)
  const torn = await rowsOf(again)
  expect([...torn.keys()]).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(torn.get('a')).toMatchObject({ merged: true })
  await clientOf(again).createEntity(key('f'))
  expect([...(await rowsOf(await started({ folder: await crashed(copy) }))).keys()]).toContain('f')
})

test('a broken line in the middle stops the start with its place, and so does an empty snapshot', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'journal-000000000007.jsonl'), '[]\n[["put"\n')
  await expect(started({ folder })).rejects.toThrow(/journal-000000000007\.jsonl, line 2 is not JSON$/)
  await writeFile(join(folder, 'snapshot.json'), '')
  await expect(started({ folder })).rejects.toThrow(/snapshot\.json is empty$/)
})

test('tables are there from the start, and one that was deleted stays away with its rows', async () => {
  const folder = await temporaryFolder()
  const storage = await started({ folder, tables: ['orders', 'feed'] })
  await writeSome(storage)
  await clientOf(storage, 'feed').createEntity(key('entry'))
  await clientOf(storage).deleteTable()
  await clientOf(storage).createTable()
  await clientOf(storage).createEntity(key('second life'))

  const again = await started({ folder: await crashed(folder), tables: ['orders', 'feed', 'references'] })
  expect([...(await rowsOf(again)).keys()]).toEqual(['second life'])
  expect([...(await rowsOf(again, 'feed')).keys()]).toEqual(['entry'])
  expect(await rowsOf(again, 'references')).toEqual(new Map())
})

test('a second instance is refused the folder until the first has ended, however it ended', async () => {
  const folder = await temporaryFolder()
  const first = await spawned({ folder })
  await expect(spawned({ folder })).rejects.toThrow(
    `table-storage did not start: the folder ${folder} is in use by another`,
  )
  await expect(started({ folder })).rejects.toThrow('in use by another')
  await clientOf(first).createEntity(key('a'))
  await first.kill()
  const second = await started({ folder })
  await expect(started({ folder })).rejects.toThrow('in use by another')
  expect([...(await rowsOf(second)).keys()]).toEqual(['a'])
})

test('a port that is taken is named, and the folder is left alone', async () => {
  const { port } = (await started()).ready
  const folder = join(await temporaryFolder(), 'new')
  await expect(started({ folder, port })).rejects.toMatchObject({ code: 'EADDRINUSE', port })
  await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(spawned({ folder, port })).rejects.toThrow(`port ${port} is already in use`)
})

test('when no snapshot can be written it says so and goes on with the journal', async () => {
  const folder = await temporaryFolder()
  const first = await spawned({ folder })
  await clientOf(first).createEntity(key('a'))
  await first.kill()
  await mkdir(join(folder, 'snapshot.json~'))
  const lines: string[] = []
  const second = await spawned({ folder }, (line) => lines.push(line))
  await vi.waitUntil(() => lines.join().includes('table storage goes on without a new snapshot'))
  await clientOf(second).createEntity(key('b'))
  await second.stop()
  expect(await second.ended).toBe(1)

  await rmdir(join(folder, 'snapshot.json~'))
  expect([...(await rowsOf(await started({ folder }))).keys()]).toEqual(['a', 'b'])
})

test.runIf(process.platform === 'linux')(
  'when the disk is full it ends, and answers nothing that it has not stored',
  async () => {
    const folder = await temporaryFolder()
    await symlink('/dev/full', join(folder, 'journal-000000000001.jsonl'))
    const lines: string[] = []
    const storage = await spawned({ folder, tables: [] }, (line) => lines.push(line))
    await expect(clientOf(storage).createTable()).rejects.toBeDefined()
    expect(await storage.ended).toBe(1)
    expect(lines.join('\n')).toContain('ENOSPC')
  },
)
