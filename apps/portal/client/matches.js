// The match page by keyboard: within a requirement 1 to 9 tick and untick, and S settles. Keys act only where the focus is within a
// requirement (WCAG 2.1.4), and not while somebody types. What settling the page would do is counted as the ticks change.
const form = document.querySelector('.portal-matches');

form?.addEventListener('keydown', (event) => {
  const requirement = event.target.closest('.portal-match');
  // In a note they are letters.
  if (requirement === null || event.target.matches('textarea') || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.toLowerCase() === 's') {
    requirement.querySelector('button[name=settle]')?.click();
    event.preventDefault();
  } else if (/^[1-9]$/.test(event.key)) {
    const box = requirement.querySelectorAll('input[type=checkbox]')[Number(event.key) - 1];
    box?.click();
    box?.focus();
  }
});

const tally = form?.querySelector('.portal-tally');

function count() {
  const boxes = [...form.querySelectorAll('.portal-match input[type=checkbox]')];
  const rejected = boxes.filter((box) => !box.checked);
  const likely = rejected.filter((box) => 'likely' in box.dataset);
  const counts = { accepted: boxes.length - rejected.length, rejected: rejected.length, likely: likely.length };
  for (const figure of tally.querySelectorAll('[data-tally]')) figure.textContent = counts[figure.dataset.tally];
  tally.querySelector('[data-tally=likely]').parentElement.hidden = likely.length === 0;
  const when = tally.querySelector('[data-now]');
  when.textContent = when.dataset.now;
}

if (tally) {
  form.addEventListener('change', count);
  // Also for ticks that the browser kept of a visit before.
  count();
}
