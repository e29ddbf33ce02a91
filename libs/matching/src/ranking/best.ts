/** The best of many things, in their order, found in one pass; of equal ones, those that came first. */
export class Best<T> {
  readonly list: T[] = [];

  /**
   * @param most how many to keep
   * @param compare below nought where the first is better, as for `sort`
   */
  constructor(
    private readonly most: number,
    private readonly compare: (a: T, b: T) => number,
  ) {}

  /** The last of the best once there are as many as may be: what is worse need not be added. */
  get last(): T | undefined {
    return this.list.length < this.most ? undefined : this.list.at(-1);
  }

  add(one: T): void {
    const { list } = this;
    if (list.length >= this.most && (this.most <= 0 || this.compare(list[list.length - 1], one) <= 0)) return;
    let place = list.length;
    while (place > 0 && this.compare(list[place - 1], one) > 0) place--;
    list.splice(place, 0, one);
    if (list.length > this.most) list.pop();
  }
}
