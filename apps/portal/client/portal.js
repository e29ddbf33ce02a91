// What makes the pages better with JavaScript; without it they all work.
import { initAll } from 'govuk-frontend';
import 'autosave';
import 'follow';
import 'matches';
import 'print';
import 'scroll';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
