// Two people decided about the same thing: both answers, field by field, until one is chosen.
import type { ClaimView, Grade, Judging } from './types'

export interface Mine {
  verb: Judging
  reason: string
  value: string | null
}
export interface ClaimConflict {
  shown: ClaimView
  mine: Mine
  now: ClaimView
  decide: (chosen: Mine) => void
}
export interface GradeConflict {
  mine: { source: string; information: string; reason: string }
  now: Grade
  decide: (chosen: { source: string; information: string; reason: string }) => void
}

/** Several may wait; each keeps the person's own answer until they chose. */
class Conflicts {
  claims = $state<ClaimConflict[]>([])
  grades = $state<GradeConflict[]>([])

  claim(shown: ClaimView, mine: Mine, now: ClaimView, decide: ClaimConflict['decide']): void {
    this.claims = [...this.claims, { shown, mine, now, decide }]
  }

  grade(mine: GradeConflict['mine'], now: Grade, decide: GradeConflict['decide']): void {
    this.grades = [...this.grades, { mine, now, decide }]
  }

  settled(): void {
    if (this.claims.length > 0) this.claims = this.claims.slice(1)
    else this.grades = this.grades.slice(1)
  }
}

export const conflicting = new Conflicts()
