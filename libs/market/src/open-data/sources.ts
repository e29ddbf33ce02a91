/** Where what is published is from: the words that each dataset names its sources with. */
export const REGISTERS = 'Contains public sector information of Find a Tender (Cabinet Office) and Companies House.';
export const NOTICES =
  'Contains public sector information of Find a Tender (Cabinet Office) and other publishers of OCDS that were imported.';
export const DECLARED = 'What suppliers declared on this directory, and verifiers confirmed.';
/** Of the figures of the market, which the publisher of the directory licenses. */
export const COUNTED = `Counted by this directory. ${REGISTERS} ${DECLARED}`;
