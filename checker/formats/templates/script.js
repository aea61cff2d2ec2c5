"use strict";
(() => {
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const openTo = (element) => {
    for (let node = element; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
  };
  for (const form of all("form.filter")) {
    const section = form.closest(".conditions");
    const entries = all(".entry", section).map((node) => ({ node, text: node.textContent.toLowerCase() }));
    const groups = all(".group", section);
    const fields = all("[data-by]", form);
    const status = form.querySelector(".status");
    let timer = 0;
    const say = (shown, filtered) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        status.textContent = filtered
          ? `${shown} of ${entries.length} entries match; the others are hidden.`
          : `All ${entries.length} entries are shown.`;
      }, 150);
    };
    const apply = () => {
      const wanted = fields.map((field) => [field.dataset.by, field.value.trim().toLowerCase()]).filter(([, value]) => value);
      const fits = ({ node, text }) =>
        wanted.every(([by, value]) => (by === "text" ? text.includes(value) : node.dataset[by].toLowerCase() === value));
      let shown = 0;
      for (const entry of entries) {
        const fit = fits(entry);
        entry.node.hidden = !fit;
        shown += fit ? 1 : 0;
      }
      for (const group of groups) group.hidden = !group.querySelector(".entry:not([hidden])");
      form.classList.toggle("filtered", wanted.length > 0);
      say(shown, wanted.length > 0);
    };
    const showAll = () => {
      form.reset();
      apply();
    };
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    for (const button of all("[data-fold]", form)) {
      button.addEventListener("click", () => {
        for (const { node } of entries) node.open = button.dataset.fold === "open";
        status.textContent = button.dataset.fold === "open" ? "Entries are unfolded." : "Entries are folded.";
      });
    }
    section.addEventListener("reveal", showAll);
    form.hidden = false;
    say(entries.length, false);
  }
  // A link to an entry that a filter hides, or that is folded, still leads to it.
  const follow = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) return;
    const hidden = target.closest(".entry[hidden], .group[hidden]");
    if (hidden) target.closest(".conditions").dispatchEvent(new Event("reveal"));
    openTo(target);
    if (hidden) target.scrollIntoView();
  };
  addEventListener("hashchange", follow);
  follow();
  // On paper nothing can be unfolded.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const node of folded) node.open = true;
  });
  addEventListener("afterprint", () => {
    for (const node of folded) node.open = false;
    folded = [];
  });
})();
