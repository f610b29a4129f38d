
(() => {
  const page = document.querySelector(".newsclean.page"), keys = page.querySelector("#keys");
  const go = (list, step) => {
    const all = [...page.querySelectorAll(list)].filter((one) => one.checkVisibility());
    const at = all.findIndex((one) => one.matches(":target, :has(:target)"));
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step];
    if (next) { location.hash = next.id; next.focus({ preventScroll: true }); }
  };
  const act = {
    j: () => go("article", 1), k: () => go("article", -1),
    r: () => go(".original .removed", 1), R: () => go(".original .removed", -1),
    Escape: () => { page.querySelector("form")?.reset(); if (location.hash) location.hash = ""; },
  };
  addEventListener("keydown", (event) => {
    const busy = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (!busy && keys.checked && act[event.key]) { event.preventDefault(); act[event.key](); }
  });
  keys.closest("label").hidden = false;
})();
