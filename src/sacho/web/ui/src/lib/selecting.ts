// From selected words to a span in code points and back; words as the language parts them.
import type { CodePoints } from './codepoints.js'
import type { Span } from './types'

/** The text nodes of a shown text; labels written over it are no part of it. */
function nodes(shown: Node): Text[] {
  const walker = document.createTreeWalker(shown, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element ? (node.tagName === 'SMALL' ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP) : NodeFilter.FILTER_ACCEPT,
  )
  const found: Text[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node as Text)
  return found
}

/** Where a point of the document lies in the text, in UTF-16 units. */
function unitOf(shown: Node, node: Node, offset: number): number {
  let before = 0
  for (const one of nodes(shown)) {
    if (one === node) return before + offset
    const range = document.createRange()
    range.setStart(node, offset)
    range.collapse(true)
    if (range.comparePoint(one, 0) >= 0) return before
    before += one.data.length
  }
  return before
}

/** The selected words without the spaces around them; null where nothing of the text is selected. */
export function selected(shown: Node, points: CodePoints): Span | null {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!range.intersectsNode(shown)) return null
  let from = shown.contains(range.startContainer) ? unitOf(shown, range.startContainer, range.startOffset) : 0
  let to = shown.contains(range.endContainer) ? unitOf(shown, range.endContainer, range.endOffset) : points.text.length
  while (from < to && /\s/.test(points.text[from] ?? '')) from += 1
  while (to > from && /\s/.test(points.text[to - 1] ?? '')) to -= 1
  return from < to ? [points.point(from), points.point(to)] : null
}

/** Selects a span, so that the browser shows it and a screen reader tells it. */
export function select(shown: Node, points: CodePoints, span: Span): void {
  const ends = [points.unit(span[0]), points.unit(span[1])]
  const found: { node: Text; offset: number }[] = []
  let before = 0
  for (const node of nodes(shown)) {
    for (const end of ends.slice(found.length)) {
      if (end > before + node.data.length || (found.length === 0 && end === before + node.data.length)) break
      found.push({ node, offset: end - before })
    }
    before += node.data.length
    if (found.length === 2) break
  }
  const [start, stop] = found
  if (!start || !stop) return
  getSelection()?.setBaseAndExtent(start.node, start.offset, stop.node, stop.offset)
  start.node.parentElement?.scrollIntoView({ block: 'nearest' })
}

/** The words of a text as spans: as ICU parts them, and where spaces do. */
export function wordsOf(points: CodePoints, language: string): Span[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  const found: Span[] = []
  for (const part of segmenter.segment(points.text)) {
    if (part.isWordLike) found.push([points.point(part.index), points.point(part.index + part.segment.length)])
  }
  return found
}

export type Move = 'next' | 'back' | 'more' | 'less' | 'down' | 'up' | 'longer' | 'shorter'

/** A word cursor: moves by a word or a line, grows and shrinks by a word or a letter. */
export function moved(span: Span, move: Move, words: Span[], text: CodePoints): Span {
  const first = Math.max(0, words.findIndex((w) => w[1] > span[0]))
  let last = words.findIndex((w) => w[1] >= span[1])
  if (last < 0) last = words.length - 1
  const only = (n: number): Span => words[Math.max(0, Math.min(words.length - 1, n))] ?? span
  switch (move) {
    case 'next':
      return only(last + 1)
    case 'back':
      return only(first - 1)
    case 'more':
      return [span[0], Math.max(span[1], only(last + 1)[1])]
    case 'less':
      return last > first ? [span[0], only(last - 1)[1]] : [only(first - 1)[0], span[1]]
    case 'longer':
      return [span[0], Math.min(text.length, span[1] + 1)]
    case 'shorter':
      return [span[0], Math.max(span[0] + 1, span[1] - 1)]
    case 'down':
    case 'up': {
      const by = move === 'down' ? 1 : -1
      for (let n = by > 0 ? last : first; n >= 0 && n < words.length; n += by) {
        const [one, other] = by > 0 ? [only(n), only(n + 1)] : [only(n - 1), only(n)]
        if (/[.!?。\n]/.test(text.slice(one[1], other[0]))) return by > 0 ? other : sentenceStart(n - 1, words, text)
      }
      return only(by > 0 ? words.length - 1 : 0)
    }
  }
}

function sentenceStart(at: number, words: Span[], text: CodePoints): Span {
  let n = at
  for (; n > 0; n -= 1) {
    if (/[.!?。\n]/.test(text.slice(words[n - 1]?.[1] ?? 0, words[n]?.[0] ?? 0))) break
  }
  return words[n] ?? [0, 1]
}
