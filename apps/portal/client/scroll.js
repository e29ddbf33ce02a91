// A table that may be wider than its page can be scrolled by keyboard, for which it takes the focus. One that is not wider needs no such stop.
const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute('tabindex');
  }
});

for (const region of document.querySelectorAll('.portal-table-scroll')) watch.observe(region);
