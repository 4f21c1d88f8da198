// From what a person types to the terms that a question's variables are bound to; nobody's words enter a query otherwise.

const XSD = "http://www.w3.org/2001/XMLSchema#";
const IRI = /^[^\u0000-\u0020<>"{}|^`\\]+$/;

// The text of a question with a VALUES block for the values that are given (SPARQL 1.1 Query, section 10.2).
export function bind(question, text, given, names) {
  const bound = {};
  for (const parameter of question.parameters) {
    const value = (given[parameter.name] ?? "").trim();
    if (value) Object.assign(bound, terms(parameter, value, names));
  }
  const [before, after] = [text.slice(0, question.place), text.slice(question.place)];
  const variables = Object.keys(bound);
  if (!variables.length) return before + after;
  const row = Object.values(bound).join(" ");
  return `${before} VALUES (${variables.map((name) => `?${name}`).join(" ")}) { (${row}) }${after}`;
}

function terms({ name, type }, value, names) {
  if (type === "entity") return { [name]: thing(value, names) };
  if (type === "number") {
    if (!/^[+-]?\d{1,15}$/.test(value)) throw new Error(`“${value}” is not a whole number; ${name} asks for one.`);
    return { [name]: `"${value}"^^<${XSD}integer>` };
  }
  if (type === "date") {
    const [first, last] = bounds(value);
    const found = {};
    if (first) found[`${name}_first`] = `"${first}"^^<${XSD}date>`;
    if (last) found[`${name}_last`] = `"${last}"^^<${XSD}date>`;
    return found;
  }
  return { [name]: literal(value) };
}

// A literal in its N-Triples form (RDF 1.1 N-Triples, section 2.4): everything that could end it is escaped.
export function literal(text) {
  const escaped = text.replace(/[\u0000-\u001f"\\\u007f\u2028\u2029]/g, (c) =>
    c === '"' || c === "\\" ? `\\${c}` : `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `"${escaped.replace(/[\ud800-\udfff]/gu, "\ufffd")}"`;
}

// The address of a thing that the dataset knows, by id, label or other name; never an address that somebody typed.
function thing(value, names) {
  const wanted = value.toLowerCase().replace(/\s+/g, " ");
  const found = Object.hasOwn(names.things, value)
    ? [value]
    : Object.entries(names.things)
        .filter(([, [label, , ...others]]) => [label, ...others].some((name) => name.toLowerCase() === wanted))
        .map(([id]) => id);
  if (found.length > 1) throw new Error(`Several things are called “${value}”: ${found.join(", ")}; give one of these.`);
  if (!found.length) throw new Error(`Nothing here is called “${value}”; take a name from the list.`);
  const iri = names.prefixes.id + found[0];
  if (!IRI.test(iri)) throw new Error(`“${value}” has no address that a query can hold.`);
  return `<${iri}>`;
}

// The first and the last day of a date (ISO 8601-1) or of an interval of two; an open end is null.
export function bounds(value) {
  const ends = value.split("/");
  if (ends.length > 2) throw notDate(value);
  const [start, end] = [ends[0], ends.at(-1)].map((text) => (["", ".."].includes(text) ? null : days(text, value)));
  if (!start && !end) throw notDate(value);
  return [start && start[0], end && end[1]];
}

function days(text, value) {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text);
  if (!match) throw notDate(value);
  const [, year, month = null, day = null] = match;
  const last = new Date(Date.UTC(+year, month ? +month : 12, 0));
  last.setUTCFullYear(+year);
  const first = `${year}-${month ?? "01"}-${day ?? "01"}`;
  const end = day ? first : `${year}-${month ?? "12"}-${String(last.getUTCDate()).padStart(2, "0")}`;
  for (const one of [first, end]) {
    const date = new Date(`${one}T00:00:00Z`);
    if (Number.isNaN(+date) || date.toISOString().slice(0, 10) !== one) throw notDate(value);
  }
  return [first, end];
}

function notDate(value) {
  return new Error(`“${value}” is no date that is known here; write 1983, 1983-09, 1983-09-16, 2001/2007 or ../2001.`);
}
