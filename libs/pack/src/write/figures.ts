import type { Figure, PackContents } from '../contents';

/** Figures in the order in which the page has suppliers and requirements; those of one answer as they come. */
export function inOrderOfAnswers<T extends Figure>({ candidates, requirements }: PackContents, figures: readonly T[]): T[] {
  const suppliers = new Map(candidates.map(({ id }, place) => [id, place]));
  const asked = new Map(requirements.map(({ ref }, place) => [ref, place]));
  const placeOf = ({ candidateId, requirementRef }: Figure): [number, number] => [
    suppliers.get(candidateId) ?? suppliers.size,
    asked.get(requirementRef) ?? asked.size,
  ];
  return figures
    .map((figure) => ({ figure, place: placeOf(figure) }))
    .sort((a, b) => a.place[0] - b.place[0] || a.place[1] - b.place[1])
    .map(({ figure }) => figure);
}
