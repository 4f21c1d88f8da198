// An answer as a table: every row that rests on claims begins with on whose word it rests, and what somebody says with who.
import { element, visible } from "./shown.js";

const CLAIMS = ["claim", "claims"];
const PAGE = 200;

export const claimsOf = (row) => CLAIMS.flatMap((name) => (row[name]?.value ?? "").split(" ").filter(Boolean));
export const namesClaims = (answer) => answer.columns.some((name) => CLAIMS.includes(name));

export function rowsOf(answer) {
  if (answer.rows) return answer;
  return { columns: ["subject", "predicate", "object"], rows: answer.triples };
}

export function table(answer, names) {
  const { columns, rows } = rowsOf(answer);
  const hasClaims = namesClaims({ columns }) || Boolean(answer.triples);
  const kept = columns.filter((name) => !CLAIMS.includes(name));
  const body = element("tbody");
  const head = element("tr", {}, ...(hasClaims ? ["on whose word"] : []).concat(kept).map((name) => element("th", { scope: "col" }, visible(name))));
  const region = element("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": "The rows, a table that scrolls" });
  region.append(element("table", { class: "answer" }, element("thead", {}, head), body));
  const whole = element("div", {}, region);
  let shown = 0;
  const more = element("button", { type: "button" });
  const add = () => {
    for (const row of rows.slice(shown, shown + PAGE)) body.append(line(row, kept, hasClaims, names));
    shown = Math.min(shown + PAGE, rows.length);
    more.hidden = shown === rows.length;
    more.textContent = `Show more rows (${shown} of ${rows.length} are shown)`;
  };
  more.addEventListener("click", add);
  add();
  whole.append(more);
  return whole;
}

// On whose word a row rests; of a triple, whether it is one of the dataset or was made by the query.
function voicesOf(row, names) {
  if (!row.isTriple) return names.voices(claimsOf(row));
  return [row.plain ? { look: "fact", page: "#answer", voice: "in the dataset" } : { look: "unsure", page: "#answer", voice: "made by the query, not in the dataset" }];
}

function line(row, columns, hasClaims, names) {
  const made = element("tr");
  if (hasClaims) {
    const voices = voicesOf(row, names).flatMap(({ look, page, voice }, number) => [
      ...(number ? ["; "] : []),
      element("a", { class: `voice ${look}`, href: page }, visible(voice)),
    ]);
    made.append(element("th", { scope: "row" }, ...(voices.length ? voices : ["no claim"])));
  }
  for (const name of columns) made.append(element("td", { "data-label": visible(name) }, ...cell(row[name], names)));
  return made;
}

export function cell(term, names) {
  if (!term) return [];
  if (term.type === "uri") return [Object.hasOwn(names.claims, term.value) ? sentence(term.value, names) : names.link(term.value)];
  if (term.type === "bnode") return [`_:${visible(term.value)}`];
  return [words(term.value, names)];
}

// A claim as its sentence, in which whoever speaks comes first.
function sentence(iri, names) {
  const [page, look, text] = names.claims[iri];
  return element("a", { href: page, class: `voice ${look}` }, look === "fact" ? visible(text) : `not a fact: ${visible(text)}`);
}

// A literal as text; what somebody said begins with who said it.
export function words(text, names) {
  return Object.hasOwn(names.said, text) ? `${visible(names.said[text])}: ${visible(text)}` : visible(text);
}

// The answer as CSV (RFC 4180) that a spreadsheet takes for text, with addresses whole.
export function csv(answer, names) {
  const { columns, rows } = rowsOf(answer);
  const hasClaims = namesClaims({ columns }) || Boolean(answer.triples);
  const quote = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const safe = (text) => quote(/^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text);
  const voices = (row) => (hasClaims ? [voicesOf(row, names).map(({ voice }) => voice).join("; ")] : []);
  const lines = rows.map((row) => [...voices(row), ...columns.map((name) => row[name]?.value ?? "")].map(safe).join(","));
  return [[...(hasClaims ? ["on whose word"] : []), ...columns].map(safe).join(","), ...lines, ""].join("\r\n");
}
