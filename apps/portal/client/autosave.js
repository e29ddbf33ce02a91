// Saves an answer as it is typed: a few seconds after the last change the form is sent as it stands, but for a chosen file, which waits
// for the button. What goes wrong is left to the button too, which says so.
const form = document.querySelector('.portal-autosave');
const status = form?.querySelector('.portal-saved');
const PAUSE = 3000;
let waiting;

async function save() {
  const data = new FormData(form);
  data.delete('file');
  data.append('quiet', 'yes');
  const response = await fetch(form.action, { method: 'POST', body: data }).catch(() => null);
  if (!response?.ok) return;
  const { version } = await response.json();
  form.elements.version.value = version;
  const time = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit', hour12: true }).format(new Date());
  status.textContent = `${status.dataset.saved} ${time.replace(' ', '')}`;
}

form?.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(save, PAUSE);
});
form?.addEventListener('submit', () => clearTimeout(waiting));
