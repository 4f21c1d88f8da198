// An answer as a graph: triples, or rows with two things that rest on facts alone; in columns, edges leading to the right.
import { claimsOf, namesClaims } from "./results.js";
import { visible } from "./shown.js";

const MOST = 70;
const SVG = "http://www.w3.org/2000/svg";
const [WIDE, HIGH, GAP, ROW] = [190, 40, 150, 54];

// What can be drawn of an answer: edges between things, and how many rows are left out because they are not facts.
export function edgesOf(answer, names) {
  if (answer.triples) {
    const edges = answer.triples
      .filter(({ plain, subject, object }) => plain && subject.type === "uri" && object.type === "uri")
      .map((triple) => ({ from: triple.subject.value, by: triple.predicate.value, to: triple.object.value }));
    return { edges, left: answer.triples.length - edges.length, why: "that are not in the dataset, or have a value that is no thing," };
  }
  if (!answer.columns || !namesClaims(answer)) return { edges: [], left: 0 };
  const isThing = (term) => term?.type === "uri" && names.short(term.value).startsWith("id:");
  const pairs = [["before", "after"], ["subject", "object"], ...couples(answer.columns)];
  const pair = pairs.find(([one, other]) => answer.rows.some((row) => isThing(row[one]) && isThing(row[other])));
  if (!pair) return { edges: [], left: 0 };
  const isFact = (row) => claimsOf(row).length && claimsOf(row).every((iri) => names.claims[iri]?.[1] === "fact");
  const drawn = answer.rows.filter((row) => isThing(row[pair[0]]) && isThing(row[pair[1]]) && isFact(row));
  const edges = drawn.map((row) => ({ from: row[pair[0]].value, by: row.predicate?.value ?? row.change?.value ?? "", to: row[pair[1]].value }));
  return { edges, left: answer.rows.length - drawn.length, why: "that are not facts, or name no two things" };
}

function couples(columns) {
  return columns.flatMap((one, place) => columns.slice(place + 1).map((other) => [one, other]));
}

// The drawing. Only facts, and triples that the dataset holds, are drawn; edges between the same two things are one.
export function graph({ edges, left, why }, names) {
  const merged = new Map();
  for (const { from, by, to } of edges) {
    const edge = merged.get(`${from} ${to}`) ?? { from, to, labels: new Set() };
    if (by) edge.labels.add(names.label(by));
    merged.set(`${from} ${to}`, edge);
  }
  const unique = [...merged.values()];
  const nodes = [...new Set(unique.flatMap(({ from, to }) => [from, to]))];
  const whole = document.createElement("div");
  const note = whole.appendChild(document.createElement("p"));
  note.className = "quiet";
  if (nodes.length > MOST) {
    note.textContent = `These are ${nodes.length} things, too many to draw; the table has them all.`;
    return whole;
  }
  const columns = arrange(nodes, unique);
  const tallest = Math.max(...columns.map((column) => column.length));
  const [width, height] = [columns.length * (WIDE + GAP) - GAP + 20, tallest * ROW + 20];
  const places = new Map();
  columns.forEach((column, x) => column.forEach((node, y) => {
    places.set(node, [10 + x * (WIDE + GAP), 10 + (y + (tallest - column.length) / 2) * ROW + (ROW - HIGH) / 2]);
  }));
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "picture graph", role: "group" });
  svg.append(make("title", {}, "The answer as a graph"));
  const shared = new Set(unique.map(({ labels }) => [...labels].join(", ")));
  const texts = unique.map((edge) => draw(edge, places, unique, shared.size > 1, svg));
  svg.append(...texts.filter(Boolean));
  for (const node of nodes) svg.append(box(names.label(node), names.page(node), places.get(node)));
  const parts = [`${unique.length} edges between ${nodes.length} things.`];
  if (shared.size === 1 && [...shared][0]) parts.push(`Each edge: ${visible([...shared][0])}.`);
  if (left) parts.push(`${left} rows ${why} are only in the table.`);
  note.textContent = parts.join(" ");
  const scroll = whole.appendChild(document.createElement("div"));
  Object.assign(scroll, { className: "scroll drawing", tabIndex: 0 });
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", "The answer as a graph, a drawing that scrolls");
  scroll.append(svg);
  return whole;
}

// The things in columns: each to the right of those that lead to it, as far as they do not lead in a circle, and in its
// column beside those that it is tied to.
function arrange(nodes, edges) {
  const rank = new Map(nodes.map((node) => [node, 0]));
  const onward = withoutCircles(nodes, edges);
  for (let moved = true; moved; ) {
    moved = false;
    for (const { from, to } of onward.filter((edge) => rank.get(edge.to) <= rank.get(edge.from))) {
      rank.set(to, rank.get(from) + 1);
      moved = true;
    }
  }
  const steps = [...new Set(rank.values())].sort((one, other) => one - other);
  const columns = steps.map((step) => nodes.filter((node) => rank.get(node) === step));
  const height = new Map();
  const settle = (column) => column.forEach((node, place) => height.set(node, place / column.length));
  columns.forEach(settle);
  const mean = (node) => {
    const tied = edges.filter(({ from, to }) => from === node || to === node).map(({ from, to }) => height.get(from === node ? to : from));
    return tied.reduce((sum, one) => sum + one, 0) / tied.length;
  };
  for (let round = 0; round < 6; round += 1) {
    for (const column of columns) {
      const means = new Map(column.map((node) => [node, mean(node)]));
      column.sort((one, other) => means.get(one) - means.get(other));
      settle(column);
    }
  }
  return columns;
}

// The edges but for those that lead back to where they come from.
function withoutCircles(nodes, edges) {
  const state = new Map();
  const kept = [];
  const visit = (node) => {
    state.set(node, "open");
    for (const edge of edges.filter(({ from }) => from === node)) {
      if (state.get(edge.to) === "open") continue;
      kept.push(edge);
      if (!state.has(edge.to)) visit(edge.to);
    }
    state.set(node, "done");
  };
  const first = nodes.filter((node) => edges.every(({ to }) => to !== node));
  for (const node of [...first, ...nodes]) if (!state.has(node)) visit(node);
  return kept;
}

// The line of an edge, with its arrow, and its words where they are not those of all: at the end that fewer edges share.
function draw({ from, to, labels }, places, edges, isNamed, svg) {
  const [[x1, y1], [x2, y2]] = [places.get(from), places.get(to)];
  const back = x2 <= x1;
  const [start, end] = [[x1 + (back ? WIDE / 2 : WIDE), y1 + (back ? HIGH : HIGH / 2)], [x2 + (back ? WIDE / 2 : 0), y2 + (back ? HIGH : HIGH / 2)]];
  const bend = back ? `C${start[0]} ${start[1] + 40} ${end[0]} ${end[1] + 40}` : `C${start[0] + 60} ${start[1]} ${end[0] - 60} ${end[1]}`;
  svg.append(make("path", { d: `M${start.join(" ")}${bend} ${end.join(" ")}`, class: "edge" }));
  svg.append(make("path", { d: "M-9 -5L0 0L-9 5Z", class: "mark", transform: `translate(${end.join(" ")}) rotate(${back ? -90 : 0})` }));
  const label = [...labels].join(", ");
  if (!isNamed || !label) return null;
  const [out, into] = [edges.filter((edge) => edge.from === from).length, edges.filter((edge) => edge.to === to).length];
  const atStart = out <= into;
  const [x, y, anchor] = atStart ? [start[0] + 5, start[1] - 5, "start"] : [end[0] - 12, end[1] - 5, "end"];
  return make("text", { x, y, class: "note", "font-size": 11, "text-anchor": anchor }, make("title", {}, label), short(label, 23));
}

function box(label, page, [x, y]) {
  const [first, second] = lines(label, 27);
  const middle = x + WIDE / 2;
  const text = (words, place) => make("text", { x: middle, y: y + place, class: "name", "font-size": 12, "text-anchor": "middle" }, words);
  const parts = second ? [text(first, 17), text(second, 32)] : [text(first, 24)];
  const whole = [make("title", {}, label), make("rect", { x, y, width: WIDE, height: HIGH, rx: 4, class: "box" }), ...parts];
  return page ? make("a", { href: page }, ...whole) : make("g", {}, ...whole);
}

// A name in at most two lines, the second cut where it does not fit.
function lines(text, size) {
  if (text.length <= size) return [text];
  const cut = text.lastIndexOf(" ", size);
  return cut > 0 ? [text.slice(0, cut), short(text.slice(cut + 1), size)] : [short(text, size)];
}

const short = (text, size) => (text.length > size ? `${text.slice(0, size - 1)}…` : text);

function make(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.map((child) => (typeof child === "string" ? visible(child) : child)));
  return made;
}
