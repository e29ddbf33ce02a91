// Work that goes on elsewhere, such as an import: the part of the page that tells how far it is, is read again until the work is done. Only a
// change of its state is said to a screen reader. Without this script the link "Look again" does the same.
const PAUSE = 2000;

async function look() {
  const response = document.hidden ? null : await fetch(location.href).catch(() => null);
  if (response?.ok && !response.redirected) {
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    take(page, '.portal-follow__state', (state, next) => state.textContent.trim() !== next.textContent.trim());
    take(page, '.portal-follow', () => true);
  }
  follow();
}

function take(page, selector, differs) {
  const part = document.querySelector(selector);
  const next = page.querySelector(selector);
  if (part === null || next === null || !differs(part, next)) return;
  const held = part.contains(document.activeElement) ? document.activeElement.id : null;
  part.innerHTML = next.innerHTML;
  part.toggleAttribute('data-follow', next.hasAttribute('data-follow'));
  // What had the focus is there no longer when the work is done: the focus stays in its place.
  if (held !== null) (document.getElementById(held) ?? part).focus();
}

function follow() {
  if (document.querySelector('[data-follow]') !== null) setTimeout(look, PAUSE);
}

follow();
