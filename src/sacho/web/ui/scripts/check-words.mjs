// The build stops here where a word of the page is missing in a language, or no longer used.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = new URL('../src/', import.meta.url).pathname
const en = JSON.parse(readFileSync(join(root, 'words/en.json'), 'utf8'))
const ko = JSON.parse(readFileSync(join(root, 'words/ko.json'), 'utf8'))

const sources = readdirSync(root, { recursive: true })
  .filter((name) => /\.(svelte|ts)$/.test(name))
  .map((name) => readFileSync(join(root, name), 'utf8'))
  .join('\n')

const wrong = []
const holes = (words) => [...words.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort().join()
for (const key of Object.keys(en)) {
  if (!(key in ko)) wrong.push(`ko.json lacks ${key}`)
  else if (holes(en[key]) !== holes(ko[key])) wrong.push(`${key} has other holes in ko.json`)
}
for (const key of Object.keys(ko)) if (!(key in en)) wrong.push(`en.json lacks ${key}`)
for (const [, key] of sources.matchAll(/\bt\(\s*'([^']+)'/g)) {
  if (!(key in en)) wrong.push(`en.json lacks ${key}, which the page uses`)
}
const made = [...sources.matchAll(/\bt\(\s*`([\w.-]+)\$\{/g)].map((m) => m[1])
for (const key of Object.keys(en)) {
  if (made.some((start) => key.startsWith(start))) continue
  if (!sources.includes(`'${key}'`)) wrong.push(`${key} is used nowhere`)
}
if (wrong.length > 0) {
  console.error(wrong.join('\n'))
  process.exit(1)
}
