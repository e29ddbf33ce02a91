/** Works out a function's value at a place, and writes its slope there into `gradient`. */
export type Slope = (at: Float64Array, gradient: Float64Array) => number;

/** How many steps back are remembered, and how often a step is halved before giving up. */
const REMEMBERED = 8;
const HALVINGS = 20;

/** The share of the fall that the slope promises which a step must bring (Armijo). */
const LEAST_FALL = 1e-4;

interface Step {
  move: Float64Array;
  turn: Float64Array;
  curvature: number;
}

/**
 * Goes down a smooth convex function from a start, by L-BFGS (Liu and Nocedal, 1989) with backtracking. Deterministic: no chance, and no
 * more than the given number of rounds. The start is left as it is.
 */
export function minimise(start: Float64Array, slope: Slope, rounds: number): Float64Array {
  let at: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(at.length);
  let value = slope(at, gradient);
  const steps: Step[] = [];
  for (let round = 0; round < rounds; round++) {
    const direction = downhill(gradient, steps);
    const promised = dot(direction, gradient);
    if (promised >= 0) return at;
    let length = steps.length === 0 ? 1 / Math.sqrt(dot(gradient, gradient)) : 1;
    let found: { at: Float64Array; gradient: Float64Array; value: number } | undefined;
    for (let halving = 0; halving < HALVINGS && found === undefined; halving++, length /= 2) {
      const next = sum(at, direction, length);
      const nextGradient = new Float64Array(at.length);
      const nextValue = slope(next, nextGradient);
      if (nextValue <= value + LEAST_FALL * length * promised) found = { at: next, gradient: nextGradient, value: nextValue };
    }
    if (found === undefined) return at;
    remember(steps, sum(found.at, at, -1), sum(found.gradient, gradient, -1));
    ({ at, gradient, value } = found);
  }
  return at;
}

function remember(steps: Step[], move: Float64Array, turn: Float64Array): void {
  const curvature = dot(move, turn);
  if (curvature <= 0) return;
  steps.push({ move, turn, curvature });
  if (steps.length > REMEMBERED) steps.shift();
}

/** The direction to go: the slope, put right by what the last steps told of the function's curvature. */
function downhill(gradient: Float64Array, steps: readonly Step[]): Float64Array {
  const direction = gradient.map((slope) => -slope);
  const shares: number[] = [];
  for (let at = steps.length - 1; at >= 0; at--) {
    const { move, turn, curvature } = steps[at];
    shares[at] = dot(move, direction) / curvature;
    add(direction, turn, -shares[at]);
  }
  const last = steps.at(-1);
  if (last) scale(direction, last.curvature / dot(last.turn, last.turn));
  steps.forEach(({ move, turn, curvature }, at) => {
    add(direction, move, shares[at] - dot(turn, direction) / curvature);
  });
  return direction;
}

function dot(one: Float64Array, other: Float64Array): number {
  let product = 0;
  for (let at = 0; at < one.length; at++) product += one[at] * other[at];
  return product;
}

function sum(one: Float64Array, other: Float64Array, times: number): Float64Array {
  const both = one.slice();
  add(both, other, times);
  return both;
}

function add(to: Float64Array, other: Float64Array, times: number): void {
  for (let at = 0; at < to.length; at++) to[at] += times * other[at];
}

function scale(all: Float64Array, times: number): void {
  for (let at = 0; at < all.length; at++) all[at] *= times;
}
