/**
 * A sentence of our own and the codes of the guidance that it asks for, parted by spaces, best first within each document. A learnt document
 * that is not named has nothing that the sentence asks for; no codes at all means that no guidance applies.
 */
export type LabelledExample = readonly [text: string, items: string];
