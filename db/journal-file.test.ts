import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DamagedJournal, JournalFile } from './journal-file.ts'

const newPath = () => {
  const folder = mkdtempSync(join(tmpdir(), 'cliproom-journal-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'journal')
}
const open = (path: string) => {
  const records: string[] = []
  const file = new JournalFile(path, (data) => records.push(String(data)))
  onTestFinished(() => file.close())
  return { file, records }
}
const data = (...texts: string[]) => texts.map((text) => Buffer.from(text))
const readBack = (path: string) => open(path).records
const written = (...texts: string[]) => {
  const path = newPath()
  open(path).file.append(data(...texts))
  return path
}

test('what was written is there again, in order, after any end of the process', () => {
  const path = newPath()
  const { file, records } = open(path)
  expect(records).toEqual([])
  file.append(data('one', '', 'three'))
  file.append(data('four'))
  expect(readBack(path)).toEqual(['one', '', 'three', 'four'])
})

test('a record that was cut short at any byte is let go, and the next takes its place', () => {
  const whole = readFileSync(written('one', 'two'))
  const first = readFileSync(written('one')).byteLength
  for (let length = first; length < whole.byteLength; length++) {
    const path = newPath()
    writeFileSync(path, whole.subarray(0, length))
    const { file, records } = open(path)
    expect(records).toEqual(['one'])
    expect(file.letGo).toBe(length - first)
    file.append(data('three'))
    expect(readBack(path)).toEqual(['one', 'three'])
  }
})

test('zeros that a lost write has left at the end are let go', () => {
  const path = written('one')
  appendFileSync(path, Buffer.alloc(4096))
  expect(readBack(path)).toEqual(['one'])
})

test('one damaged byte before the last record is said, wherever it is, and the file left alone', () => {
  const whole = readFileSync(written('one', 'two', 'three'))
  const upToLast = readFileSync(written('one', 'two')).byteLength
  for (let at = 0; at < upToLast; at++) {
    const path = newPath()
    const damaged = Buffer.from(whole)
    damaged[at] = (damaged[at] as number) ^ 0x40
    writeFileSync(path, damaged)
    expect(() => open(path)).toThrow(DamagedJournal)
    expect(readFileSync(path).equals(damaged)).toBe(true)
  }
})

test('what is let go is gone, and what is kept is kept', () => {
  const path = newPath()
  const { file } = open(path)
  file.append(data('one', 'two', 'three'))
  file.restart(data('three'))
  file.append(data('four'))
  expect(readBack(path)).toEqual(['three', 'four'])
  file.restart([])
  expect(file.bytes).toBe(0)
  file.append(data('five'))
  expect(readBack(path)).toEqual(['five'])
})

test('a file beside it that was never finished changes nothing', () => {
  const path = written('one')
  writeFileSync(`${path}.new`, 'half of')
  const { file, records } = open(path)
  expect(records).toEqual(['one'])
  file.restart(data('two'))
  expect(readBack(path)).toEqual(['two'])
})

test('where the disk takes no more, nothing of that write stays and the next one counts', () => {
  const path = newPath()
  const script = `
    const { JournalFile } = await import(${JSON.stringify(new URL('./journal-file.ts', import.meta.url).href)})
    const file = new JournalFile(${JSON.stringify(path)}, () => {})
    file.append([Buffer.from('first')])
    try {
      // The first of these is written whole, the second in part.
      file.append([Buffer.alloc(400, 1), Buffer.alloc(400, 2)])
    } catch (error) {
      console.log(error.code)
    }
    file.append([Buffer.from('next')])`
  // Half a kilobyte is all that this process may write to a file.
  const limited = 'ulimit -f 1; exec "$0" --input-type=module -e "$1"'
  const said = execFileSync('sh', ['-c', limited, process.execPath, script], { encoding: 'utf8' })
  expect(said.trim()).toBe('EFBIG')
  expect(readBack(path)).toEqual(['first', 'next'])
})
