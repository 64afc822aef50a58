// How long the page took, where a browser's own tools look for it. It goes nowhere else.
const MOST = 200
const kept = new Map<string, number>()

export function took(name: string, since: number): void {
  const many = (kept.get(name) ?? 0) + 1
  if (many > MOST) performance.clearMeasures(name)
  kept.set(name, many > MOST ? 1 : many)
  performance.measure(name, { start: since, end: performance.now() })
}

/** As soon as the screen shows what has just changed. */
export function onScreen(name: string, since: number): void {
  requestAnimationFrame(() => setTimeout(() => took(name, since)))
}
