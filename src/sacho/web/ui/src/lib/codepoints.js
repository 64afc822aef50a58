// The one place where spans, which count code points, meet JavaScript, which counts UTF-16 units.

export class CodePoints {
  /** @param {string} text */
  constructor(text) {
    this.text = text
    /** @type {Uint32Array | null} UTF-16 index of each code point; null where they are the same */
    this.units = null
    if (/[\u{10000}-\u{10ffff}]/u.test(text)) {
      const found = []
      let unit = 0
      for (const point of text) {
        found.push(unit)
        unit += point.length
      }
      found.push(unit)
      this.units = Uint32Array.from(found)
    }
    this.length = this.units ? this.units.length - 1 : text.length
  }

  /** The UTF-16 index of a code point. @param {number} point @returns {number} */
  unit(point) {
    const kept = Math.max(0, Math.min(point, this.length))
    return this.units ? /** @type {number} */ (this.units[kept]) : kept
  }

  /** The code point at a UTF-16 index. @param {number} unit @returns {number} */
  point(unit) {
    if (!this.units) return Math.max(0, Math.min(unit, this.length))
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (/** @type {number} */ (this.units[middle]) <= unit) low = middle
      else high = middle - 1
    }
    return low
  }

  /** The words of a span. @param {number} start @param {number} end @returns {string} */
  slice(start, end) {
    return this.text.slice(this.unit(start), this.unit(end))
  }
}

/**
 * Cuts a text at every edge of a mark: the pieces, joined, are the text again.
 *
 * @template T
 * @param {CodePoints} text
 * @param {{ id: T, spans: [number, number][] }[]} marked
 * @returns {{ text: string, start: number, ids: T[] }[]}
 */
export function pieces(text, marked) {
  /** @type {Map<number, T[]>} */
  const opens = new Map()
  /** @type {Map<number, T[]>} */
  const closes = new Map()
  const edges = new Set([0, text.length])
  for (const { id, spans } of marked) {
    for (const [from, to] of spans) {
      const start = Math.max(0, Math.min(from, text.length))
      const end = Math.max(start, Math.min(to, text.length))
      if (start === end) continue
      edges.add(start).add(end)
      opens.set(start, [...(opens.get(start) ?? []), id])
      closes.set(end, [...(closes.get(end) ?? []), id])
    }
  }
  const order = [...edges].sort((a, b) => a - b)
  /** @type {T[]} */
  let here = []
  const found = []
  for (let n = 0; n + 1 < order.length; n += 1) {
    const start = /** @type {number} */ (order[n])
    const end = /** @type {number} */ (order[n + 1])
    for (const id of closes.get(start) ?? []) {
      const at = here.indexOf(id)
      here = [...here.slice(0, at), ...here.slice(at + 1)]
    }
    here = [...here, ...(opens.get(start) ?? [])]
    found.push({ text: text.slice(start, end), start, ids: [...new Set(here)] })
  }
  return found
}
