
(() => {
  const page = document.querySelector(".newsclean.page"), keys = page.querySelector("#keys");
  const target = () => document.getElementById(location.hash.slice(1));

  /* All pieces of a block, and its lines, light up with the one under the pointer or the focus, or that was linked to. */
  const groupOf = (one) => one?.closest?.("main [class*=' g']")?.className.match(/ (g\d+)/)?.[1];
  let lit = "";
  const light = (one) => {
    const group = groupOf(one) || groupOf(target()) || "";
    if (group === lit) return;
    for (const old of lit ? page.getElementsByClassName(lit) : []) old.classList.remove("lit");
    for (const each of group ? page.getElementsByClassName(group) : []) each.classList.add("lit");
    lit = group;
  };
  for (const name of ["mouseover", "focusin"]) addEventListener(name, (event) => light(event.target));
  addEventListener("hashchange", () => light(null));
  light(null);

  /* Keys: on to the next of its kind that is shown. */
  const go = (list, step) => {
    const all = [...page.querySelectorAll(list)];
    const at = all.indexOf(target()?.closest(list));
    let next = at < 0 && step < 0 ? all.length - 1 : at + step;
    while (all[next] && getComputedStyle(all[next]).display === "none") next += step;
    if (all[next]) location.hash = all[next].id;
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
