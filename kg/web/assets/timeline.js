// Rows with dates on an axis of time; a row that is no fact says in its own label on whose word it rests, and is dashed.
import { claimsOf, namesClaims, words } from "./results.js";
import { element, visible } from "./shown.js";

const EDTF = /^(?:\[?(?:\.\.)?\d{4}|\.\.\/\d{4})[\d\-~?%.\]/]*$/;
const SVG = "http://www.w3.org/2000/svg";
// Labels stand before the bars where there is room, and above them on a narrow screen.
const WIDE = { left: 400, right: 845, width: 860, row: 24, top: 46, letters: 56, label: { x: 388, y: 4, anchor: "end" } };
const NARROW = { left: 16, right: 328, width: 344, row: 42, top: 58, letters: 46, label: { x: 16, y: -10, anchor: "start" } };

// The column that holds the dates of the rows, or nothing; without claims in them, nothing says what rows rest on.
export function dateColumn(answer) {
  if (!answer.rows?.length || !namesClaims(answer)) return null;
  const isDate = (term) => term?.type === "literal" && EDTF.test(term.value);
  const all = answer.columns.filter((name) => {
    const given = answer.rows.map((row) => row[name]).filter(Boolean);
    return given.length && given.every(isDate);
  });
  return all.find((name) => name === "date") ?? all[0];
}

export function timeline(answer, names) {
  const { left, right, width, row: step, top, letters, label: at } = matchMedia("(max-width: 40rem)").matches ? NARROW : WIDE;
  const column = dateColumn(answer);
  const dated = answer.rows.filter((row) => row[column]).map((row) => ({ row, span: span(row[column].value) }));
  const years = dated.flatMap(({ span: [first, last] }) => [first, last]).filter((year) => year !== null);
  const [start, end] = [Math.floor(Math.min(...years) / 5) * 5, Math.ceil((Math.max(...years) + 1) / 5) * 5];
  const place = (year) => left + ((year - start) / (end - start)) * (right - left);
  dated.sort((one, other) => (one.span[0] ?? -9999) - (other.span[0] ?? -9999));
  const height = top + step * dated.length + 20;
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", class: "picture timeline" });
  svg.append(make("title", {}, "The answer in time"));
  const most = (right - left) / 45;
  const apart = [1, 5, 10, 25, 50, 100].find((size) => (end - start) / size <= most) ?? 500;
  for (let year = start; year <= end; year += apart) {
    svg.append(make("path", { d: `M${place(year)} ${top - 26}V${height - 14}`, class: "year" }));
    svg.append(make("text", { x: place(year), y: top - 32, class: "note", "font-size": 12, "text-anchor": "middle" }, String(year)));
  }
  dated.forEach(({ row, span: [first, last, open] }, number) => {
    const y = top + step * number;
    const voices = names.voices(claimsOf(row));
    const fact = voices.length && voices.every(({ look }) => look === "fact");
    const label = labelOf(row, answer.columns, column, names, fact ? "" : voices.map(({ voice }) => voice).join("; "));
    const [from, to] = [place(first ?? start), place(last === null ? end : last + 1)];
    const bar = make("rect", { x: from, y: y - 6, width: Math.max(to - from, 3), height: 12, class: `bar ${fact ? "fact" : "unsure"}${open ? " open" : ""}` });
    const text = make("text", { x: at.x, y: y + at.y, class: "label", "font-size": 11.5, "text-anchor": at.anchor }, label.length > letters ? `${label.slice(0, letters - 1)}…` : label);
    const whole = make("a", { href: voices[0]?.page ?? "#answer" }, make("title", {}, `${row[column].value}: ${label}`), bar, text);
    svg.append(whole);
  });
  const note = element("p", { class: "quiet" }, `${dated.length} of ${answer.rows.length} rows have a date. A filled bar is a fact that held at some time within, a pale one is open on a side; a dashed one is not a fact, and its label says on whose word it rests.`);
  return element("div", {}, note, element("div", { class: "scroll drawing", role: "region", tabindex: "0", "aria-label": "The answer in time, a drawing that scrolls" }, svg));
}

function labelOf(row, columns, dates, names, voice) {
  const skipped = [dates, "claim", "claims", "standing", "speaker", "words", "certainty", "quote"];
  const parts = columns
    .filter((name) => !skipped.includes(name) && row[name] && !(row[name].type === "literal" && EDTF.test(row[name].value)))
    .map((name) => (row[name].type === "uri" ? names.label(row[name].value) : words(row[name].value, names)));
  const text = [...new Set(parts)].slice(0, 3).join(" – ");
  return voice ? `${visible(voice)}: ${text}` : text;
}

// The first and the last year that a date allows, each null where it is open, and whether one of them is.
function span(value) {
  const ends = value.replace(/[[\]~?%]/g, "").split(/\/|(?<=\d)\.\.|\.\.(?=\d)/);
  const year = (text) => (/^\d{4}/.test(text) ? Number(text.slice(0, 4)) : null);
  const [first, last] = [year(ends[0]), year(ends.at(-1))];
  return [first, last, first === null || last === null];
}

function make(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
