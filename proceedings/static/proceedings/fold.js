// Filters fold on narrow screens only. On wide ones the style sheet shows them: open them for screen readers, too.
const wide = matchMedia("(width >= 60rem)");
const folds = [...document.querySelectorAll("details.fold:not([open])")];
const unfold = () => folds.forEach((fold) => (fold.open = wide.matches));
wide.addEventListener("change", unfold);
unfold();
