/** Whether requirements, and the guidance that they answer, can still change. */
export function isChangeable({ stage }: { stage: string }): boolean {
  return stage === 'DRAFT' || stage === 'SOURCING';
}

/** Whether nothing more is done with a procurement. */
export function isEnded({ stage }: { stage: string }): boolean {
  return stage === 'CLOSED' || stage === 'CANCELLED';
}
