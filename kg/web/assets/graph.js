// An answer as a graph: triples, or rows with two things that rest on facts alone; a small drawing with a place for each.
import { claimsOf, namesClaims } from "./results.js";
import { visible } from "./shown.js";

const MOST = 70;
const SVG = "http://www.w3.org/2000/svg";

// What can be drawn of an answer: edges between things, and how many rows are left out because they are not facts.
export function edgesOf(answer, names) {
  if (answer.triples) {
    const edges = answer.triples
      .filter(({ subject, object }) => subject.type === "uri" && object.type === "uri")
      .map((triple) => ({ from: triple.subject.value, by: triple.predicate.value, to: triple.object.value }));
    return { edges, left: answer.triples.length - edges.length, why: "with values that are no things" };
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

// The drawing; ``known`` are the edges that are plain triples of the dataset, or null where all of them are facts.
export function graph({ edges, left, why }, names, known) {
  const unique = [...new Map(edges.map((edge) => [Object.values(edge).join(" "), edge])).values()];
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
  let doubtful = 0;
  for (const edge of unique) {
    const [[x1, y1], [x2, y2]] = [at(places.get(edge.from)), at(places.get(edge.to))];
    const sure = !known || known.has(`${edge.from} ${edge.by} ${edge.to}`);
    doubtful += !sure;
    const label = `${sure ? "" : "not in the dataset: "}${edge.by ? names.label(edge.by) : ""}`;
    svg.append(make("path", { d: `M${x1} ${y1}L${x2} ${y2}`, class: sure ? "edge" : "edge when" }));
    const [x, y] = [x1 + 0.8 * (x2 - x1), y1 + 0.8 * (y2 - y1)];
    const turn = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
    svg.append(make("path", { d: "M-6 -5L6 0L-6 5Z", class: "mark", transform: `translate(${x} ${y}) rotate(${turn})` }));
    svg.append(make("text", { x: (x1 + x2) / 2, y: (y1 + y2) / 2 - 4, class: "label", "text-anchor": "middle" }, label));
  }
  for (const node of nodes) {
    const [x, y] = at(places.get(node));
    const page = names.page(node);
    const text = make("text", { x, y: y + 5, class: "name", "text-anchor": "middle" }, names.label(node));
    svg.append(page ? make("a", { href: page }, text) : text);
  }
  const parts = [`${unique.length} edges between ${nodes.length} things.`];
  if (left) parts.push(`${left} rows ${why} are in the table only.`);
  if (doubtful) parts.push(`${doubtful} dashed edges are no plain triples of the dataset: what they say is made by the query.`);
  note.textContent = parts.join(" ");
  const scroll = whole.appendChild(document.createElement("div"));
  Object.assign(scroll, { className: "scroll drawing", tabIndex: 0 });
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", "The answer as a graph, a drawing that scrolls");
  scroll.append(svg);
  return whole;
}

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
