// An answer as a graph: triples, or rows with two things that rest on facts alone; a small drawing with a place for each.
import { claimsOf, namesClaims } from "./results.js";
import { visible } from "./shown.js";

const MOST = 70;
const SVG = "http://www.w3.org/2000/svg";

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
  const places = spread(nodes, unique);
  const [width, height] = [1000, 120 + 46 * Math.ceil(nodes.length ** 0.75 * 2.2)];
  const at = ([x, y]) => [110 + x * (width - 220), 40 + y * (height - 80)];
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, class: "picture graph" });
  svg.append(make("title", {}, "The answer as a graph"));
  const labels = [];
  for (const edge of unique) {
    const [[x1, y1], [x2, y2]] = [at(places.get(edge.from)), at(places.get(edge.to))];
    const along = (part) => [x1 + part * (x2 - x1), y1 + part * (y2 - y1)];
    svg.append(make("path", { d: `M${x1} ${y1}L${x2} ${y2}`, class: "edge" }));
    const [x, y] = along(0.78);
    const turn = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
    svg.append(make("path", { d: "M-6 -5L6 0L-6 5Z", class: "mark", transform: `translate(${x} ${y}) rotate(${turn})` }));
    const [tx, ty] = along(0.6);
    labels.push(make("text", { x: tx, y: ty - 3, class: "note", "font-size": 11, "text-anchor": "middle" }, short([...edge.labels].join(", "), 44)));
  }
  svg.append(...labels);
  for (const node of nodes) {
    const [x, y] = at(places.get(node));
    const page = names.page(node);
    const label = names.label(node);
    const anchor = x > 0.8 * width ? "end" : x < 0.2 * width ? "start" : "middle";
    const text = make("text", { x, y: y + 5, class: "name", "font-size": 13, "text-anchor": anchor }, make("title", {}, label), short(label, 40));
    svg.append(page ? make("a", { href: page }, text) : text);
  }
  const parts = [`${unique.length} edges between ${nodes.length} things.`];
  if (left) parts.push(`${left} rows ${why} are only in the table.`);
  note.textContent = parts.join(" ");
  const scroll = whole.appendChild(document.createElement("div"));
  Object.assign(scroll, { className: "scroll drawing", tabIndex: 0 });
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", "The answer as a graph, a drawing that scrolls");
  scroll.append(svg);
  return whole;
}

const short = (text, size) => (text.length > size ? `${text.slice(0, size - 1)}…` : text);

function make(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.map((child) => (typeof child === "string" ? visible(child) : child)));
  return made;
}

// A place for each node in a square of side 1: they push each other away, and edges pull; the same every time.
function spread(nodes, edges) {
  const places = new Map(nodes.map((node, n) => [node, [0.5 + 0.4 * Math.cos(n * 2.4), 0.5 + 0.4 * Math.sin(n * 2.4)]]));
  const ideal = 0.9 / Math.sqrt(nodes.length || 1);
  for (let round = 0; round < 300; round += 1) {
    const push = new Map(nodes.map((node) => [node, [0, 0]]));
    const move = (node, dx, dy) => push.set(node, [push.get(node)[0] + dx, push.get(node)[1] + dy]);
    nodes.forEach((one, n) => nodes.slice(n + 1).forEach((other) => {
      const [dx, dy] = [places.get(one)[0] - places.get(other)[0], places.get(one)[1] - places.get(other)[1]];
      const square = Math.max(dx * dx + dy * dy, 1e-4);
      move(one, (dx * ideal * ideal) / square, (dy * ideal * ideal) / square);
      move(other, (-dx * ideal * ideal) / square, (-dy * ideal * ideal) / square);
    }));
    for (const { from, to } of edges) {
      const [dx, dy] = [places.get(from)[0] - places.get(to)[0], places.get(from)[1] - places.get(to)[1]];
      const pull = Math.hypot(dx, dy) / ideal;
      move(from, -dx * pull, -dy * pull);
      move(to, dx * pull, dy * pull);
    }
    const step = 0.05 * (1 - round / 300);
    for (const [node, [dx, dy]] of push) {
      const size = Math.max(Math.hypot(dx, dy), 1e-6);
      const [x, y] = places.get(node);
      const inside = (value) => Math.min(1, Math.max(0, value));
      places.set(node, [inside(x + (dx / size) * Math.min(step, size)), inside(y + (dy / size) * Math.min(step, size))]);
    }
  }
  return places;
}
