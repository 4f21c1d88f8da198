// What a marked phrase states, shown beside the text; without this script the same stands where its link leads.
"use strict";
(() => {
  const reading = document.querySelector(".reading");
  if (!reading) return;
  const legend = reading.querySelector("aside");
  const beside = document.createElement("div");
  beside.className = "beside";
  const panel = document.createElement("section");
  panel.className = "panel";
  panel.tabIndex = -1;
  panel.hidden = true;
  panel.setAttribute("aria-label", "The marked words");
  legend.replaceWith(beside);
  beside.append(panel, legend);

  const pages = new Map();
  let origin = null;

  const phrases = () => [...reading.querySelectorAll("a.phrase")];
  const names = (phrase) => (phrase.dataset.in || phrase.hash.replace(/^#claims\//, "")).split(" ");

  // The page with the claims: this one, or one that is fetched once.
  const page = (url) => {
    const address = url.href.split("#")[0];
    if (address === location.href.split("#")[0]) return Promise.resolve(document);
    if (!pages.has(address)) {
      pages.set(address, fetch(address).then((answer) => {
        if (!answer.ok) throw new Error("no page");
        return answer.text();
      }).then((text) => new DOMParser().parseFromString(text, "text/html")));
    }
    return pages.get(address);
  };

  const light = (wanted) => {
    for (const phrase of phrases()) phrase.classList.toggle("lit", names(phrase).some((name) => wanted.includes(name)));
  };

  // A copy of the entry of a phrase, with links that are right here.
  const card = (source, name, base) => {
    const found = source.getElementById(`claims/${name}`);
    if (!found) throw new Error("no entry");
    const copy = document.importNode(found, true);
    for (const element of [copy, ...copy.querySelectorAll("[id]")]) element.removeAttribute("id");
    for (const link of copy.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), base).href;
    return copy;
  };

  const close = () => {
    panel.hidden = true;
    light([]);
    if (origin) origin.focus({ preventScroll: true });
  };

  const show = async (phrase) => {
    const wanted = names(phrase);
    const url = new URL(phrase.href);
    const source = await page(url);
    const list = document.createElement("ol");
    list.className = "cards";
    for (const name of [...wanted].reverse()) list.append(card(source, name, url));
    const button = document.createElement("button");
    button.className = "close";
    button.textContent = "Close";
    button.addEventListener("click", close);
    const heading = document.createElement("h2");
    heading.textContent = "What these words state";
    panel.replaceChildren(button, heading, list);
    panel.hidden = false;
    origin = phrase;
    light(wanted);
    panel.scrollTop = 0;
    panel.focus({ preventScroll: true });
    history.replaceState(null, "", `#words/${wanted[wanted.length - 1]}`);
  };

  // From a claim back to its words: by its link, or by a click anywhere on the claim that is on no link.
  const seek = (name) => {
    const words = document.getElementById(`words/${name}`);
    if (!words) return false;
    light([name]);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    words.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    const phrase = words.matches("a") ? words : words.nextElementSibling;
    if (phrase) phrase.focus({ preventScroll: true });
    return true;
  };

  reading.addEventListener("click", (event) => {
    const phrase = event.target.closest("a.phrase");
    if (!phrase || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    show(phrase).catch(() => { location.href = phrase.href; });
  });
  document.addEventListener("click", (event) => {
    const item = event.target.closest(".cards > li");
    if (!item) return;
    const link = event.target.closest("a");
    const back = item.querySelector(".lemma a");
    if (link && link !== back) return;
    if (seek(decodeURIComponent(back.hash).replace("#words/", ""))) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) close();
  });
})();
