// A picture that is moved and scaled as it is: its shapes are laid out once, and one transform moves.
import { tick } from 'svelte'
import { took } from './marks'

/** A point of the picture is shown at `k` times its place, then moved by `x` and `y`. */
export interface View {
  k: number
  x: number
  y: number
}
export type Step = { by: [number, number] } | { zoom: number } | 'fit'

/** How far one key press moves, in units of the frame. */
const KEY = 60
export const CLOSER = 1.6

/** What a key does to a picture under focus; null where it does nothing there. */
export function stepOf(event: KeyboardEvent): Step | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  const far = event.shiftKey ? 4 * KEY : KEY
  switch (event.key) {
    case 'ArrowLeft':
      return { by: [far, 0] }
    case 'ArrowRight':
      return { by: [-far, 0] }
    case 'ArrowUp':
      return { by: [0, far] }
    case 'ArrowDown':
      return { by: [0, -far] }
    case '+':
    case '=':
      return { zoom: CLOSER }
    case '-':
    case '_':
      return { zoom: 1 / CLOSER }
    case '0':
    case 'Home':
      return 'fit'
    default:
      return null
  }
}

/** Scaled by so much, the point under `at` staying where it is. */
export function zoomed(view: View, by: number, at: [number, number], limits: [number, number]): View {
  const k = Math.max(limits[0], Math.min(limits[1], view.k * by))
  const times = k / view.k
  return { k, x: at[0] - (at[0] - view.x) * times, y: at[1] - (at[1] - view.y) * times }
}

/** Notes how much script one step took, all that follows from it included. */
export function measured(name: string, step: () => void): void {
  const since = performance.now()
  step()
  void tick().then(() => took(name, since))
}

/** How far the wheel turned, as a factor. */
export const turned = (event: WheelEvent): number => Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.002))
