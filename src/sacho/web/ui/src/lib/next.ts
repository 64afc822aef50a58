import { get } from './api'
import { go, say, t, troubled } from './room.svelte'

/** To the report that waits next, from any screen, loaded or not. */
export async function goNext(after: string | null = null): Promise<void> {
  try {
    const found = await get<{ report: string | null }>('/next', { after })
    if (found.report && found.report !== after) go(`#/report/${found.report}`)
    else say(t('said.no-next'))
  } catch (error) {
    troubled(error)
  }
}
