/// <reference lib="dom" />
import { setTimeout } from 'node:timers/promises';
import type { FileChooser } from 'playwright-core';
import type { Visitor } from './portal';

/** More stops than any page has. */
const MOST_STOPS = 400;

/** The yellow of the design system, by which a person sees where the focus is; the browser's own ring will do as well. */
const FOCUS_COLOUR = 'rgb(255, 221, 0)';

/**
 * A browser opens a file's window only within five seconds of the key (HTML's transient activation), which a machine
 * that stands still for a moment lets pass: whoever sees no window presses again.
 */
const MOST_PRESSES = 3;
const PATIENCE_MS = 20_000;

/** What has the focus. */
export interface Focus {
  /** Its label, or its words. */
  name: string;
  /** Why a person would not see where they are; empty when they do. */
  hidden: string;
}

/** Somebody who has a keyboard and nothing else: Tab, Shift and Tab, Enter, the space bar, arrows and letters. */
export class Keyboard {
  constructor(readonly visitor: Visitor) {}

  /** What has the focus, and whether it is in the window, uncovered and marked (WCAG 2.4.7 and 2.4.11). */
  focus(): Promise<Focus> {
    return this.visitor.page.evaluate((colour) => {
      const element = document.activeElement as HTMLInputElement;
      // Behind the last stop the focus is with the browser itself.
      if (element === document.body) return { name: '', hidden: '' };
      const words = element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent ?? '';
      const name = words.replace(/\s+/g, ' ').trim();
      const seen = [...element.getClientRects()]
        .map(({ left, right, top, bottom }) => ({
          left: Math.max(left, 0),
          right: Math.min(right, innerWidth),
          top: Math.max(top, 0),
          bottom: Math.min(bottom, innerHeight),
        }))
        .filter(({ left, right, top, bottom }) => right > left && bottom > top);
      if (seen.length === 0) return { name, hidden: 'is outside the window' };
      const isUncovered = seen.some(({ left, right, top, bottom }) => {
        const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return (
          there !== null && (element.contains(there) || [...(element.labels ?? [])].some((label) => label.contains(there)))
        );
      });
      if (!isUncovered) return { name, hidden: 'is covered' };
      const isMarked = [element, ...(element.labels ?? [])]
        .flatMap((one) => [getComputedStyle(one), getComputedStyle(one, '::before')])
        .some(
          (style) =>
            (style.outlineStyle === 'auto' && style.outlineWidth !== '0px') ||
            [style.outlineColor, style.boxShadow, style.backgroundColor, style.borderTopColor].some((one) =>
              one.includes(colour),
            ),
        );
      return { name, hidden: isMarked ? '' : 'has no mark of the focus' };
    }, FOCUS_COLOUR);
  }

  /** Presses Tab until something with these words has the focus. @throws Error when nothing has, or when the focus cannot be seen on the way */
  tabTo(words: string | RegExp): Promise<void> {
    return this.goTo('Tab', words);
  }

  /** The same backwards. */
  tabBackTo(words: string | RegExp): Promise<void> {
    return this.goTo('Shift+Tab', words);
  }

  /** Goes to a link or a button, presses Enter and waits for the page that answers. */
  async follow(words: string | RegExp): Promise<void> {
    await this.tabTo(words);
    await this.enter();
  }

  /** Presses Enter and waits for the page that answers. */
  enter(): Promise<void> {
    return this.arriveBy('Enter');
  }

  /** Presses a key and waits for the page that answers. */
  async arriveBy(key: string): Promise<void> {
    const arrived = this.visitor.page.waitForEvent('load');
    await this.press(key);
    await arrived;
  }

  /** Goes to a box or a radio button and presses the space bar. */
  async tick(words: string | RegExp): Promise<void> {
    await this.tabTo(words);
    await this.press('Space');
  }

  /** Goes to a field and types. */
  async fill(words: string | RegExp, text: string): Promise<void> {
    await this.tabTo(words);
    await this.visitor.page.keyboard.type(text);
  }

  /** Goes to a group of radio buttons, where the first or the chosen one has the focus, and chooses the one with these words by arrow. */
  async choose(first: string | RegExp, words: string | RegExp): Promise<void> {
    await this.tick(first);
    for (let steps = 0; steps < 20 && !isCalled((await this.focus()).name, words); steps += 1) await this.press('ArrowDown');
    const { name, hidden } = await this.focus();
    if (!isCalled(name, words) || hidden !== '') throw new Error(`"${name}" ${hidden || 'is not what was to be chosen'}.`);
  }

  /** Goes to a file's field and chooses a file, in the window that the browser opens. */
  async attach(words: string | RegExp, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    // Listened for before the way there, so that no key comes before the browser knows that somebody listens.
    const opened = new Promise<FileChooser>((resolve) => this.visitor.page.once('filechooser', resolve));
    await this.tabTo(words);
    for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
      await this.press('Space');
      const chooser = await Promise.race([opened, setTimeout(PATIENCE_MS, null, { ref: false })]);
      if (chooser !== null) return chooser.setFiles(file);
    }
    throw new Error(`"${(await this.focus()).name}" opens no window to choose a file in.`);
  }

  press(key: string): Promise<void> {
    return this.visitor.page.keyboard.press(key);
  }

  async said(): Promise<string> {
    return (await this.visitor.page.locator('main').textContent()) ?? '';
  }

  private async goTo(key: string, words: string | RegExp): Promise<void> {
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      await this.press(key);
      const { name, hidden } = await this.focus();
      if (hidden !== '') throw new Error(`The focus is on "${name}" of ${this.visitor.page.url()}, which ${hidden}.`);
      if (isCalled(name, words)) return;
    }
    throw new Error(`Nothing called ${words} is reached by ${key} on ${this.visitor.page.url()}.`);
  }
}

function isCalled(name: string, words: string | RegExp): boolean {
  return typeof words === 'string' ? name === words : words.test(name);
}
