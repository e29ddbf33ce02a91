// The match page by keyboard: within a requirement 1 to 9 tick and untick, and S settles. Keys act only where the focus is within a
// requirement (WCAG 2.1.4), and not while somebody types.
const form = document.querySelector('.portal-matches');

form?.addEventListener('keydown', (event) => {
  const requirement = event.target.closest('.portal-match');
  if (requirement === null || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.toLowerCase() === 's') {
    requirement.querySelector('button[name=settle]')?.click();
    event.preventDefault();
  } else if (/^[1-9]$/.test(event.key)) {
    const box = requirement.querySelectorAll('input[type=checkbox]')[Number(event.key) - 1];
    box?.click();
    box?.focus();
  }
});
