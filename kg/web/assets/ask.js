// Asking: the endpoint of the site or, where there is none, an engine in the browser that can be ended at any time.

const ROWS = "application/sparql-results+json";
const TRIPLES = "application/n-triples";

export class Asker {
  constructor(service) {
    this.service = service;
    this.stop = () => {};
  }

  // The answer to a query: rows, a boolean or triples; whole, or an Error with one sentence.
  async ask(text, progress = () => {}) {
    refuse(text);
    const answer = await (this.service.endpoint ? this.#remote(text) : this.#local(text, progress));
    const size = (answer.rows ?? answer.triples ?? []).length;
    if (size > this.service.rows) {
      throw new Error(`The answer has more than ${this.service.rows} rows; ask for less, or use the command line.`);
    }
    return answer;
  }

  async #remote(text) {
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(this.#late()), 1000 * this.service.seconds);
    this.stop = () => control.abort(new Error("Stopped."));
    try {
      const answer = await fetch(this.service.endpoint, {
        method: "POST",
        headers: { Accept: `${ROWS}, ${TRIPLES};q=0.9` },
        body: new URLSearchParams({ query: text }),
        signal: control.signal,
      });
      const body = await answer.text();
      if (!answer.ok) throw new Error(body.slice(0, 400) || `The endpoint answers with ${answer.status}.`);
      return (answer.headers.get("Content-Type") ?? "").startsWith(ROWS) ? fromJson(body) : fromTriples(body);
    } finally {
      clearTimeout(timer);
    }
  }

  #local(text, progress) {
    this.worker ??= new Worker(new URL("engine.js", import.meta.url), { type: "module" });
    const worker = this.worker;
    return new Promise((resolve, reject) => {
      let timer;
      const end = (error) => {
        clearTimeout(timer);
        worker.terminate();
        this.worker = null;
        reject(error);
      };
      this.stop = () => end(new Error("Stopped."));
      worker.onerror = (event) => {
        event.preventDefault();
        end(new Error("The engine cannot run in this browser, or its files are not there."));
      };
      worker.onmessage = ({ data }) => {
        if (data.loading) progress("Loading the engine and the dataset…");
        if (data.ready) {
          progress("Asking…");
          timer = setTimeout(() => end(this.#late()), 1000 * this.service.seconds);
        }
        if (!("answer" in data) && !data.fault) return;
        clearTimeout(timer);
        if (data.fault) reject(new Error(data.fault));
        else resolve(data.graph ? fromTriples(data.answer) : fromJson(data.answer));
      };
      const data = new URL(this.service.data, document.baseURI).href;
      worker.postMessage({ text, data, graph: makesGraph(text), union: !choosesGraphs(text), rows: ROWS, triples: TRIPLES });
    });
  }

  #late() {
    return new Error(`The query took more than ${this.service.seconds} seconds and was ended; ask for less.`);
  }
}

// A query without strings, addresses and comments, so that words in them mean nothing.
export function bare(text) {
  return text
    .replace(/\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})/g, (_, four, eight) => {
      const code = parseInt(four ?? eight, 16);
      return code < 0x110000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : " ";
    })
    .replace(
      /'''(?:\\[^]|'{0,2}[^'\\])*'''|"""(?:\\[^]|"{0,2}[^"\\])*"""|'(?:\\[^]|[^'\\\n])*'|"(?:\\[^]|[^"\\\n])*"|<[^<>"{}|^`\\\u0000-\u0020]*>|#[^\n]*/g,
      " ",
    );
}

function refuse(text) {
  const words = bare(text);
  if (!words.trim()) throw new Error("The query is empty; write a SELECT, ASK, CONSTRUCT or DESCRIBE query.");
  if (/(?<![\w:?$-])(SERVICE|LOAD)(?![\w:-])/i.test(words)) {
    throw new Error("The query calls out (SERVICE or LOAD); nothing here does, so take it out of the query.");
  }
  if (/(?<![\w:?$-])(INSERT|DELETE|DROP|CLEAR|CREATE|COPY|MOVE|ADD)(?:\s+(?:DATA|WHERE|SILENT|GRAPH|DEFAULT|NAMED|ALL)|\s*\{)/i.test(words)) {
    throw new Error("The text is an update; the dataset is read-only, so ask a question.");
  }
}

const makesGraph = (text) => /^[^{]*(?<![\w:?$-])(CONSTRUCT|DESCRIBE)(?![\w:-])/i.test(bare(text));
const choosesGraphs = (text) => /(?<![\w:?$-])FROM(?![\w:-])/i.test(bare(text));

function fromJson(body) {
  const answer = JSON.parse(body);
  if ("boolean" in answer) return { boolean: answer.boolean };
  return { columns: answer.head.vars, rows: answer.results.bindings };
}

// Triples of N-Triples (RDF 1.1 N-Triples, section 2); each term as in SPARQL's JSON.
function fromTriples(body) {
  const term = String.raw`<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([\w-]+))?`;
  const line = new RegExp(String.raw`^(?:${term})\s+(?:${term})\s+(?:${term})\s*\.$`);
  const read = ([uri, bnode, value, datatype, language]) => {
    if (uri !== undefined) return { type: "uri", value: unescape(uri) };
    if (bnode !== undefined) return { type: "bnode", value: bnode };
    return { type: "literal", value: unescape(value), ...(datatype && { datatype }), ...(language && { "xml:lang": language }) };
  };
  const triples = body.split("\n").filter((text) => text.trim()).map((text) => {
    const match = line.exec(text.trim());
    if (!match) throw new Error("The answer is a graph that this page cannot read.");
    return { isTriple: true, plain: false, subject: read(match.slice(1, 6)), predicate: read(match.slice(6, 11)), object: read(match.slice(11, 16)) };
  });
  return { triples };
}

function unescape(text) {
  const simple = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, one) =>
    one ? (simple[one] ?? one) : String.fromCodePoint(parseInt(four ?? eight, 16)),
  );
}
