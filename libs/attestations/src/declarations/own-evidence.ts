/**
 * How this product writes into CycloneDX what an attestation says and the standard has no words for: as a piece of evidence with this
 * property, whose data have these names.
 */
export const OWN_EVIDENCE = {
  property: 'assay:attestation',
  state: 'state',
  claimedStrength: 'strength as claimed',
  strength: 'strength as it counts',
  reference: 'reference',
  site: 'site',
  productVersion: 'product version',
  coversFrom: 'covers from',
  coversTo: 'covers to',
} as const;
