import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CodePoints, pieces } from '../src/lib/codepoints.js'

test('a span after an emoji and a rare Hanja names the same words as in Python', () => {
  const text = new CodePoints('A😀 𠮷野 체포 end')
  assert.equal(text.length, 12)
  assert.equal(text.slice(1, 2), '😀')
  assert.equal(text.slice(3, 5), '𠮷野')
  assert.equal(text.slice(6, 8), '체포')
})

test('Hangul in both its composed and its decomposed form is counted by code point', () => {
  assert.equal(new CodePoints('체포').slice(1, 2), '포')
  assert.equal(new CodePoints('체포'.normalize('NFD')).slice(0, 2), '체'.normalize('NFD'))
})

test('a code point found by its UTF-16 index is the one that stands there', () => {
  for (const words of ['A😀 𠮷野 체포 end', 'plain words', '']) {
    const text = new CodePoints(words)
    for (let point = 0; point <= text.length; point += 1) assert.equal(text.point(text.unit(point)), point)
  }
  assert.equal(new CodePoints('a😀b').point(2), 1)
})

test('a span beyond the end is cut, never wrapped', () => {
  assert.equal(new CodePoints('abc').slice(2, 99), 'c')
  assert.equal(new CodePoints('a😀').slice(1, 99), '😀')
})

test('pieces joined are the text, and each piece names exactly the marks that cover it', () => {
  const words = 'x😀 three of 다섯 men'
  const text = new CodePoints(words)
  const marked = [
    { id: 'a', spans: [[3, 8], [12, 14]] },
    { id: 'b', spans: [[3, 14]] },
    { id: 'c', spans: [[8, 8]] },
  ]
  const found = pieces(text, marked)
  assert.equal(found.map((p) => p.text).join(''), words)
  for (const piece of found) {
    const end = piece.start + [...piece.text].length
    const covering = marked
      .filter((m) => m.spans.some(([s, e]) => s <= piece.start && end <= e))
      .map((m) => m.id)
    assert.deepEqual([...piece.ids].sort(), covering)
  }
})

test('2,000 overlapping spans in 80,000 code points are cut in under half a second', () => {
  const text = new CodePoints('가나다라마바사아자차'.repeat(8000))
  const marked = Array.from({ length: 2000 }, (_, n) => ({ id: n, spans: [[n * 39, n * 39 + 60]] }))
  const began = performance.now()
  assert.ok(pieces(text, marked).length > 2000)
  assert.ok(performance.now() - began < 500)
})
