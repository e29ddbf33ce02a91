/** What is said of a measure wherever it is shown, and in docs/measures.md. */
export interface MeasureDefinition {
  label: string;
  /** Of what the figure is: for people, and for the metadata of a download. */
  unit: 'suppliers' | 'products' | 'awards' | 'pounds sterling' | 'share' | 'index' | 'quotient';
  formula: string;
  source: string;
  caveat: string;
}

const AWARDS_SOURCE = 'Award notices of the registers that were imported, joined to suppliers by public identifier.';
const DECLARED = 'What suppliers declared, what was derived from their award notices, and the register of companies.';
const COUNTED_ONCE =
  'An award to several suppliers counts once in totals, and in tables by nothing but year, CPV division or buyer. In tables by what suppliers are (sector, technology, region, size, SIC code) it counts once for each supplier of it in the row.';
const SHARED =
  'Each of several suppliers of an award has an equal share of its value, to the nearest penny, so that a total has it once.';

const OF_NOBODY =
  'Awards that no supplier was joined to count for buyers, where all suppliers are asked for, since a buyer’s spending is there whoever won; for suppliers they do not.';

const NOT_NAMED = 'Awards whose notice names no buyer are in the row’s value, and are no buyer’s.';

/** Measures that a breakdown or a trend can have. Shares are from 0 to 1. */
export const MEASURES = {
  SUPPLIERS: {
    label: 'Suppliers',
    unit: 'suppliers',
    formula: 'The number of different suppliers in the cell. By year, CPV division or buyer: those with an award there.',
    source: DECLARED,
    caveat: 'A supplier in two sectors counts in both, so that rows can add up to more than there are suppliers.',
  },
  PRODUCTS: {
    label: 'Products',
    unit: 'products',
    formula: 'The number of products of the suppliers in the cell.',
    source: 'What suppliers declared.',
    caveat: 'Few suppliers have listed their products; none listed is not the same as none sold.',
  },
  ATTESTED_SHARE: {
    label: 'Share attested',
    unit: 'share',
    formula:
      'Suppliers in the cell with at least one attestation that was verified and is valid on the day, over all suppliers in the cell.',
    source: 'Attestations that suppliers submitted here and a verifier confirmed.',
    caveat: 'Only what was submitted here counts: a supplier without it may hold the certificate all the same.',
  },
  AWARDS: {
    label: 'Awards',
    unit: 'awards',
    formula: 'The number of awards to the suppliers in the cell.',
    source: AWARDS_SOURCE,
    caveat: `${COUNTED_ONCE} Where all suppliers are asked for, totals have the awards too that no supplier was joined to. Awards that were cancelled do not count.`,
  },
  AWARD_VALUE: {
    label: 'Award value, with VAT',
    unit: 'pounds sterling',
    formula: 'The sum of the values with VAT that notices state, in pounds sterling. A value of £0 counts as not stated.',
    source: AWARDS_SOURCE,
    caveat: `${SHARED} Not every notice states a value, and that of a framework is the most that may be spent, not what was. Other currencies are left out.`,
  },
  AWARD_VALUE_NET: {
    label: 'Award value, without VAT',
    unit: 'pounds sterling',
    formula: 'The sum of the values without VAT that notices state, in pounds sterling. A value of £0 counts as not stated.',
    source: AWARDS_SOURCE,
    caveat: `${SHARED} A notice may state its value with VAT alone: that is not turned into one without.`,
  },
  SME_AWARD_SHARE: {
    label: 'SME share of awards',
    unit: 'share',
    formula: 'Awards to suppliers known to be small or medium-sized, over awards to suppliers whose size is known.',
    source: `The size band of the supplier, or else what notices say of it. ${AWARDS_SOURCE}`,
    caveat:
      'An award to several suppliers counts once for each. What a notice says of a size is the claim of the buyer who published it; where notices differ it is unknown.',
  },
  VCSE_AWARD_SHARE: {
    label: 'VCSE share of awards',
    unit: 'share',
    formula:
      'Awards to suppliers known to be voluntary, community or social enterprises, over awards to suppliers of which this is known.',
    source: `What notices say. ${AWARDS_SOURCE}`,
    caveat:
      'An award to several suppliers counts once for each. It is the claim of the buyer who published the notice; where notices differ it is unknown.',
  },
  FRAMEWORK_AWARD_SHARE: {
    label: 'Share of awards under a framework',
    unit: 'share',
    formula: 'Awards that set up a framework agreement or were made under one that the notice names, over all awards.',
    source: AWARDS_SOURCE,
    caveat: `A notice that does not mention a framework counts as none. ${COUNTED_ONCE}`,
  },
} as const satisfies Record<string, MeasureDefinition>;

export type MarketMeasure = keyof typeof MEASURES;

/** Figures that have a question of their own. */
export const FIGURES = {
  TOP_FOUR_SHARE: {
    label: 'Top-four share',
    unit: 'share',
    formula: 'The award value with VAT of the four suppliers (or buyers) with most of it, over that of all in the row.',
    source: AWARDS_SOURCE,
    caveat: `Only awards that state a value above £0 count, so that one large notice can carry a row. ${OF_NOBODY} ${NOT_NAMED}`,
  },
  HERFINDAHL: {
    label: 'Herfindahl–Hirschman index',
    unit: 'index',
    formula:
      'The sum over suppliers (or buyers) of the square of their share of award value with VAT: from 1/n for n equal ones to 1 for one alone.',
    source: AWARDS_SOURCE,
    caveat: `Only awards that state a value above £0 count. ${OF_NOBODY} ${NOT_NAMED} Times 10,000 it is on the scale that competition authorities use.`,
  },
  COVERAGE: {
    label: 'Attestation coverage',
    unit: 'share',
    formula: 'Suppliers in the sector that hold the scheme, verified and valid on the day, over all suppliers in the sector.',
    source: 'Attestations that suppliers submitted here and a verifier confirmed.',
    caveat: 'Held and valid on the day that is asked for, as far as is known today.',
  },
  LOCATION_QUOTIENT: {
    label: 'Location quotient',
    unit: 'quotient',
    formula:
      'The share of a region’s suppliers that are in the sector, over the same share in the whole country. Above 1: the region has more of it than the country.',
    source: DECLARED,
    caveat:
      'By the address that notices give for the supplier, which may be its head office. Suppliers without a region are left out.',
  },
  GAP: {
    label: 'Supplier gap',
    unit: 'suppliers',
    formula: 'A sector and a technology that fewer than three suppliers have both of.',
    source: DECLARED,
    caveat: 'Fewer than three are known to this directory; how many is not published.',
  },
  ENTRANTS: {
    label: 'New entrants',
    unit: 'suppliers',
    formula: 'Suppliers whose first award in the data is in the year.',
    source: AWARDS_SOURCE,
    caveat: 'In the first year of the data every supplier is new.',
  },
  EXITS: {
    label: 'Exits',
    unit: 'suppliers',
    formula: 'Suppliers whose last award in the data is in the year.',
    source: AWARDS_SOURCE,
    caveat: 'In the last year of the data every supplier that was awarded anything seems to leave: it is not counted there.',
  },
} as const satisfies Record<string, MeasureDefinition>;

export type MarketFigure = keyof typeof FIGURES;
