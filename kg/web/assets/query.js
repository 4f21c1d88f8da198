// The query page: a question with a form for its values, or SPARQL; the answer as a table and, where it fits, drawn.
import { Asker, bare } from "./ask.js";
import { bind, literal } from "./binding.js";
import { edit } from "./editor.js";
import { edgesOf, graph } from "./graph.js";
import { csv, namesClaims, rowsOf, table } from "./results.js";
import { element, Names, visible } from "./shown.js";
import { dateColumn, timeline } from "./timeline.js";

const at = (id) => document.getElementById(id);
const read = async (path) => (await fetch(path)).json();
const [service, catalogue, terms] = await Promise.all(["service", "catalogue", "terms"].map((name) => read(`assets/${name}.json`)));
const names = new Names(terms);
const asker = new Asker(service);
const editor = edit(at("text"), names, () => ask(editor.get()));
const allOffered = at("things").childElementCount > 0;
let current = null;

at("own").addEventListener("submit", (event) => {
  event.preventDefault();
  ask(editor.get());
});
at("values").addEventListener("submit", (event) => {
  event.preventDefault();
  askQuestion();
});
at("stop").addEventListener("click", () => asker.stop());
for (const link of document.querySelectorAll("[data-question]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (location.hash.slice(1) === link.dataset.question) open(link.dataset.question);
    else location.hash = link.dataset.question;
  });
}
at("sift").parentElement.hidden = false;
at("sift").addEventListener("input", () => sift(at("sift").value));
addEventListener("hashchange", () => open(location.hash.slice(1)));
if (location.hash) open(location.hash.slice(1));
document.documentElement.dataset.ready = "yes";

// Puts a question into the form and asks it with its defaults.
function open(name) {
  const question = catalogue.find((one) => one.name === name);
  if (!question) return;
  current = question;
  at("values").hidden = false;
  at("question").textContent = question.question;
  at("question-description").textContent = question.description;
  at("question-page").href = `query/${question.name}.html`;
  at("fields").replaceChildren(...question.parameters.map(field));
  for (const link of document.querySelectorAll("[data-question]")) {
    const chosen = link.dataset.question === name;
    if (chosen) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    if (chosen) link.scrollIntoView({ block: "nearest" });
  }
  at("question").focus();
  askQuestion();
}

// What a thing is called, where nothing else is called so; else its id.
function named(id) {
  if (!Object.hasOwn(names.things, id ?? "")) return id ?? "";
  const [label] = names.things[id];
  const same = Object.values(names.things).filter(([first, , ...others]) => [first, ...others].some((name) => name.toLowerCase() === label.toLowerCase()));
  return same.length === 1 ? label : id;
}

// Offers the first things that have the words in a name, where there are too many for the page to offer all.
function offer(text) {
  const wanted = text.toLowerCase().trim();
  const found = wanted ? Object.entries(names.things).filter(([, [label, , ...others]]) => [label, ...others].some((name) => name.toLowerCase().includes(wanted))) : [];
  const option = ([id, [label, , ...others]]) => element("option", { value: id }, visible(others.length ? `${label} (${others.join(", ")})` : label));
  at("things").replaceChildren(...found.slice(0, 50).map(option));
}

// Leaves those questions in the list that have all the words in them.
function sift(text) {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (link) => wanted.every((word) => `${link.textContent} ${link.dataset.question}`.toLowerCase().includes(word));
  for (const section of document.querySelectorAll(".catalogue section")) {
    const items = [...section.querySelectorAll("li")];
    for (const item of items) item.hidden = !has(item.querySelector("a"));
    section.hidden = items.every((item) => item.hidden);
  }
}

function field({ name, type, default: value, description }) {
  const attributes = { name, id: `value-${name}`, value: type === "entity" ? named(value) : (value ?? ""), autocomplete: "off", "aria-describedby": `help-${name}` };
  if (type === "entity") attributes.list = "things";
  const input = element("input", attributes);
  if (type === "entity" && !allOffered) input.addEventListener("input", () => offer(input.value));
  const kind = { entity: "a name or an id", date: "a day, month, year or interval", number: "a whole number", text: "words" }[type];
  return element("p", { class: "field" }, element("label", { for: input.id }, visible(name.replaceAll("_", " "))), input, element("small", { id: `help-${name}` }, visible(`${description}; ${kind}, empty for all`)));
}

async function askQuestion() {
  const given = Object.fromEntries(new FormData(at("values")));
  try {
    const answer = await fetch(current.file);
    if (!answer.ok) throw new Error("The text of this question is not there; its page has the answer.");
    const text = bind(current, await answer.text(), given, names);
    editor.set(text.replace(/^(#\+.*\n)*\n*/, ""));
    ask(text);
  } catch (error) {
    fail(error);
  }
}

async function ask(text) {
  asker.stop();
  at("fault").textContent = "";
  at("views").hidden = true;
  at("result").replaceChildren();
  at("status").textContent = "Asking…";
  at("stop").disabled = false;
  const started = performance.now();
  const mine = (ask.last = {});
  try {
    const answer = await asker.ask(text, (note) => (at("status").textContent = note));
    await names.readClaims();
    if (answer.triples) await check(answer);
    if (ask.last !== mine) return;
    show(answer, remarks(text, answer), performance.now() - started);
  } catch (error) {
    if (ask.last === mine) fail(error);
  } finally {
    if (ask.last === mine) at("stop").disabled = true;
  }
}

function fail(error) {
  at("status").textContent = "";
  at("fault").textContent = visible(error.message || "The query cannot be answered.");
}

// What a reader must know of an answer before trusting it.
function remarks(text, answer) {
  const used = new Set(bare(text).match(/(?<![\w?$:-])[A-Za-z][\w-]*:[A-Za-z][\w-]*/g) ?? []);
  const notes = [...used].filter((name) => name.startsWith("pao:") && !Object.hasOwn(names.terms, name)).map((name) => `${name} is no term of the ontology.`);
  const reads = ["rdf:subject", "rdf:object", "pao:gist"].some((name) => used.has(name)) || /rdf-syntax-ns#(subject|object)>|ns#gist>/.test(text);
  if (reads && !(answer.columns && namesClaims(answer))) {
    notes.push("These rows are read from claims and do not name them: some may be somebody’s word or denied, and nothing here says which. Select ?claim as well, and each row says on whose word it rests.");
  }
  return notes;
}

// Marks each triple of a graph with whether it is a plain triple of the dataset; a query can make up any other.
async function check({ triples }) {
  const written = (term) => (term.type === "uri" ? `<${term.value}>` : term.type === "bnode" ? null : written.literal(term));
  written.literal = (term) => literal(term.value) + (term["xml:lang"] ? `@${term["xml:lang"]}` : term.datatype ? `^^<${term.datatype}>` : "");
  const rows = new Map(triples.map((t) => [[t.subject, t.predicate, t.object].map(written), t]));
  const safe = [...rows].filter(([row]) => row.every((text) => text && /^<[^<>"{}|^`\\\u0000-\u0020]+>$|^"/.test(text)));
  for (let start = 0; start < safe.length; start += 100) {
    const part = safe.slice(start, start + 100);
    const values = part.map(([row]) => `(${row.join(" ")})`).join(" ");
    const answer = await asker.ask(`SELECT ?s ?p ?o { VALUES (?s ?p ?o) { ${values} } ?s ?p ?o }`);
    const found = new Set(answer.rows.map(({ s, p, o }) => [s, p, o].map(written).join(" ")));
    for (const [row, triple] of part) triple.plain = found.has(row.join(" "));
  }
}

function show(answer, notes, milliseconds) {
  const result = at("result");
  const views = at("views");
  if ("boolean" in answer) {
    at("status").textContent = `The answer is ${answer.boolean ? "yes" : "no"}.`;
    result.replaceChildren(...notes.map((note) => element("p", { class: "notice" }, note)));
    return;
  }
  const { rows } = rowsOf(answer);
  at("status").textContent = `${rows.length} ${rows.length === 1 ? "row" : "rows"} in ${(milliseconds / 1000).toFixed(2)} s.`;
  const edges = edgesOf(answer, names);
  const makers = { Table: () => table(answer, names) };
  if (edges.edges.length) makers.Graph = () => graph(edges, names);
  if (dateColumn(answer)) makers.Timeline = () => timeline(answer, names);
  const place = element("div");
  const buttons = Object.entries(makers).map(([name, make]) => {
    const button = element("button", { type: "button", class: "plainer", "aria-pressed": "false" }, name);
    button.addEventListener("click", () => {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      place.replaceChildren(make());
    });
    return button;
  });
  views.replaceChildren(...(buttons.length > 1 ? buttons : []), save("CSV", "text/csv", () => csv(answer, names)));
  views.hidden = rows.length === 0;
  result.replaceChildren(...notes.map((note) => element("p", { class: "notice" }, note)), place);
  if (rows.length) buttons[0].click();
}

function save(name, type, make) {
  const button = element("button", { type: "button", class: "plainer" }, `Download as ${name}`);
  button.addEventListener("click", () => {
    const link = element("a", { href: URL.createObjectURL(new Blob([make()], { type })), download: `${current?.name ?? "answer"}.${name.toLowerCase()}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
  return button;
}
