// Where a browser's styles cannot print what is folded away, it is unfolded for as long as the page is printed.
const isStyled = CSS.supports('selector(::details-content)');
let unfolded = [];

if (!isStyled) {
  addEventListener('beforeprint', () => {
    unfolded = [...document.querySelectorAll('details:not([open])')];
    for (const one of unfolded) one.open = true;
  });
  addEventListener('afterprint', () => {
    for (const one of unfolded) one.open = false;
    unfolded = [];
  });
}
