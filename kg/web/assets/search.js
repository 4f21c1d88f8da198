// Suggestions of names while somebody types; without this script the list of names is on the page.
"use strict";
(() => {
  const place = document.getElementById("search");
  if (!place) return;
  const input = place.querySelector("input");
  const root = place.dataset.root;
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.setAttribute("aria-label", "Suggestions");
  const status = document.createElement("p");
  status.className = "quiet";
  status.setAttribute("role", "status");
  place.append(status, list);
  let entries = null;

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // How many letters two words differ by, as far as two (an edit is a letter more, less, other, or swapped).
  const differ = (a, b) => {
    if (Math.abs(a.length - b.length) > 2) return 3;
    let before = null;
    let row = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (before && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      before = row;
      row = next;
    }
    return row[b.length];
  };

  // How well a word that somebody types fits a word of a name: 0 not at all, 3 the same.
  const fit = (typed, word) => {
    if (typed === word) return 3;
    if (word.startsWith(typed)) return 2;
    if (typed.length < 4) return 0;
    const allowed = typed.length < 7 ? 1 : 2;
    return differ(typed, word) <= allowed || differ(typed, word.slice(0, typed.length)) <= allowed ? 1 : 0;
  };

  // A name with every word that is typed comes before one with only some of them.
  const score = (typed, name) => {
    const words = fold(name).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const fits = typed.map((one) => Math.max(0, ...words.map((word) => fit(one, word))));
    const sum = fits.reduce((a, b) => a + b, 0);
    return sum && sum + (fits.every(Boolean) ? 10 : 0) - words.length / 100;
  };

  const show = () => {
    const typed = fold(input.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    list.replaceChildren();
    if (!typed.length) {
      status.textContent = "";
      return;
    }
    const found = entries
      .map(([path, names, kind]) => [Math.max(...names.map((name) => score(typed, name))), path, names[0], kind])
      .filter(([points]) => points > 0)
      .sort((a, b) => b[0] - a[0] || a[2].localeCompare(b[2]))
      .slice(0, 8);
    for (const [, path, name, kind] of found) {
      const link = document.createElement("a");
      link.href = root + path;
      link.textContent = `${name} `;
      const what = document.createElement("small");
      what.textContent = kind;
      link.append(what);
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    status.textContent = found.length ? `${found.length} names` : "No name is like this.";
  };

  const load = async () => {
    if (entries === null) entries = await (await fetch(place.dataset.index)).json();
    show();
  };
  input.addEventListener("input", () => load().catch(() => {}));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && list.firstChild) {
      event.preventDefault();
      list.querySelector("a").focus();
    }
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = event.target.closest("li")[step];
    (next ? next.querySelector("a") : input).focus();
  });
  // A site of files has no server to ask: the form then opens the first suggestion.
  place.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const address = `${event.target.action}?${new URLSearchParams(new FormData(event.target))}`;
    fetch(address).then((answer) => answer.ok).catch(() => false).then((served) => {
      if (served) location.href = address;
      else if (list.firstChild) list.querySelector("a").click();
    });
  });
})();
