import { describe, expect, it } from 'vitest'
import { countsNow, documentsOf } from './plan-counts.ts'

const plan = (counts: Record<string, number>) =>
  ({ counts: Object.entries(counts).map(([name, count]) => ({ class: name, count })) }) as Parameters<
    typeof documentsOf
  >[0]

describe('the numbers of a plan', () => {
  it('leave out zeros, and mark nothing where no plan was seen before', () => {
    expect(countsNow(plan({ 'clinical-document.consultation': 2, grant: 0 }), null)).toEqual([
      { class: 'clinical-document.consultation', count: 2, was: null },
    ])
  })

  it('mark classes that appeared, disappeared or changed, and no others', () => {
    const before = plan({ 'clinical-document.consultation': 12, grant: 3, 'portal-link': 1, 'security-matrix': 4 })
    const now = plan({
      'clinical-document.consultation': 13,
      'clinical-document.prescription': 1,
      grant: 3,
      'portal-link': 0,
    })
    expect(countsNow(now, before)).toEqual([
      { class: 'clinical-document.consultation', count: 13, was: 12 },
      { class: 'clinical-document.prescription', count: 1, was: 0 },
      { class: 'grant', count: 3, was: null },
      { class: 'portal-link', count: 0, was: 1 },
      { class: 'security-matrix', count: 0, was: 4 },
    ])
  })

  it('include all clinical documents and nothing else in the total', () => {
    expect(
      documentsOf(plan({ 'clinical-document.consultation': 12, 'clinical-document.prescription': 1, grant: 3 })),
    ).toBe(13)
  })
})
