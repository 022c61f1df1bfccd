// On wide screens, the style sheet shows what folds above a list on narrow ones: screen readers shall say so, too.
const wide = matchMedia("(width >= 60rem)");
const folds = [...document.querySelectorAll("details.fold:not([open])")];
const unfold = () => folds.forEach((fold) => (fold.open = wide.matches));
wide.addEventListener("change", unfold);
unfold();
