// How terms are shown: as text always, with what cannot be seen written as escapes, and as links to pages of the site.

const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

export function visible(text) {
  return String(text).replace(UNSEEN, (character) =>
    character === "\n" ? " " : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// What the page knows of names: read once; claims only when an answer names some.
export class Names {
  constructor({ prefixes, terms, things }) {
    Object.assign(this, { prefixes, terms, things, claims: {}, said: {} });
  }

  async readClaims() {
    if (!this.reading) this.reading = fetch("assets/claims.json").then((answer) => answer.json());
    Object.assign(this, await this.reading);
  }

  // The prefixed name of an address, or the address itself.
  short(iri) {
    for (const [prefix, namespace] of Object.entries(this.prefixes)) {
      const local = iri.startsWith(namespace) ? iri.slice(namespace.length) : "";
      if (/^[\w-]+$/.test(local)) return `${prefix}:${local}`;
    }
    return iri;
  }

  label(iri) {
    const name = this.short(iri);
    const thing = name.startsWith("id:") && this.things[name.slice(3)];
    return visible(thing ? thing[0] : this.terms[name] || name);
  }

  // The page of an address, or the address itself where it leads to the web, or nothing.
  page(iri) {
    const name = this.short(iri);
    if (name.startsWith("id:") && Object.hasOwn(this.things, name.slice(3))) return `id/${name.slice(3)}.html`;
    if (name.startsWith("pao:") && Object.hasOwn(this.terms, name)) return `ontology.html#${name.slice(4)}`;
    if (Object.hasOwn(this.claims, iri)) return this.claims[iri][0];
    const base = this.prefixes.pao.replace("ns#", "");
    return /^https?:\/\/[^/]/.test(iri) && !iri.startsWith(base) ? iri : null;
  }

  link(iri) {
    const page = this.page(iri);
    return page ? element("a", { href: page, rel: "noreferrer" }, this.label(iri)) : this.label(iri);
  }

  // On whose word the claims in a row rest: "fact", or the voice; several voices stand side by side.
  voices(claims) {
    const found = new Map();
    for (const iri of claims) {
      if (!Object.hasOwn(this.claims, iri)) continue;
      const [page, look, , speaker] = this.claims[iri];
      const voice = { fact: "fact", denied: "the article denies it", unsure: "the article; not a fact" }[look];
      found.set(`${look} ${speaker}`, { look, page, voice: speaker ? `${speaker} says` : voice });
    }
    return [...found.values()];
  }
}
