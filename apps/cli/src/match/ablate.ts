import {
  evaluate,
  HeldOut,
  MIXTURE,
  uninformed,
  type Evaluation,
  type ItemRelation,
  type LabelledRow,
  type Mixture,
  type TrainingMaterial,
} from '#matching';

/** The engine with one thing taken away, held out by publisher. */
export interface Ablation {
  name: string;
  evaluation: Evaluation;
}

/** Measures the engine whole, and without each of the things that it is made of. */
export function ablate({ catalogue, knowledge, rows }: TrainingMaterial, relations: readonly ItemRelation[]): Ablation[] {
  const whole = uninformed(knowledge);
  const without = (name: string, sentences: typeof whole, taught: readonly LabelledRow[] = rows): Ablation => ({
    name,
    evaluation: evaluate(HeldOut.train({ catalogue, knowledge: sentences, rows: taught }, relations), rows),
  });
  const heldOut = HeldOut.train({ catalogue, knowledge: whole, rows }, relations);
  const varied = (name: string, used: readonly ItemRelation[], mixture: Mixture): Ablation => ({
    name,
    evaluation: evaluate(heldOut.varied(used, mixture), rows),
  });
  return [
    varied('whole', relations, MIXTURE),
    varied('no network', relations, { ...MIXTURE, learnt: { ...MIXTURE.learnt, network: 0 } }),
    varied('no neighbours', relations, { ...MIXTURE, learnt: { ...MIXTURE.learnt, neighbours: 0 } }),
    varied('no own words', relations, { ...MIXTURE, learnt: { ...MIXTURE.learnt, ownWords: 0 } }),
    varied('no relations', [], MIXTURE),
    without('no terms', { ...whole, topics: whole.topics.map((topic) => ({ ...topic, terms: [] })) }),
    without('no own examples', { ...whole, examples: [], topics: whole.topics.map((topic) => ({ ...topic, examples: [] })) }),
    without('no labelled texts', whole, []),
  ];
}

/** One line for each file and document, a column for each ablation. */
export function printedAblations(ablations: readonly Ablation[]): string {
  const [whole] = ablations;
  const heading = `${'document'.padEnd(14)} ${'file'.padEnd(14)} ${ablations.map(({ name }) => name.padEnd(18)).join('')}`;
  const lines = whole.evaluation.documents.map(({ document, file }, index) => {
    const cells = ablations.map(({ evaluation }) => {
      const { top1, top3 } = evaluation.documents[index];
      return `${top1.toFixed(2)} / ${top3.toFixed(2)}`.padEnd(18);
    });
    return `${document.padEnd(14)} ${file.split('-')[0].padEnd(14)} ${cells.join('')}`;
  });
  return `${[heading, ...lines].join('\n')}\n`;
}
