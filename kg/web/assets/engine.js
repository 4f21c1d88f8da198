// The engine in the browser: Oxigraph as WebAssembly over the dataset, in a worker of its own that the page may end.
import { initSync, Store } from "./vendor/oxigraph.js";

let store;

onmessage = async ({ data: { text, data, graph, union, rows, triples } }) => {
  try {
    store ??= await load(data);
  } catch {
    postMessage({ fault: "The engine or the dataset cannot be loaded; try again, or download the dataset." });
    return;
  }
  postMessage({ ready: true });
  try {
    const options = { use_default_graph_as_union: union, results_format: graph ? triples : rows };
    postMessage({ answer: store.query(text, options), graph });
  } catch (error) {
    const place = /at (\d+):(\d+)/.exec(String(error));
    const where = place ? ` at line ${place[1]}, column ${place[2]}` : "";
    postMessage({ fault: place ? `The query is not SPARQL${where}; look there and just before it.` : `The query cannot be answered: ${error}` });
  }
};

async function load(data) {
  postMessage({ loading: true });
  const answers = await Promise.all([fetch(new URL("vendor/oxigraph.wasm", import.meta.url)), fetch(data)]);
  if (!answers.every((answer) => answer.ok)) throw new Error("not there");
  initSync({ module: await answers[0].arrayBuffer() });
  const made = new Store();
  made.load(await answers[1].text(), { format: "application/trig" });
  return made;
}
