// The editor: YASGUI's where it is there, the plain text field otherwise; nothing of it looks anything up elsewhere.

export function edit(field, names, ask) {
  const plain = { get: () => field.value, set: (text) => (field.value = text), focus: () => field.focus() };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ask();
  });
  if (typeof Yasqe === "undefined") return plain;
  // those of YASGUI ask other sites; a list in the settings would only be merged with theirs
  for (const name of ["prefixes", "class", "property"]) delete Yasqe.Autocompleters[name];
  Yasqe.registerAutocompleter(completer(names), false);
  Yasqe.defaults.autocompleters = ["variables", "ours"];
  const place = field.parentElement;
  const keys = { Tab: false, "Shift-Tab": false, "Ctrl-Enter": () => ask(), "Cmd-Enter": () => ask() };
  const editor = new Yasqe(place, {
    value: field.value,
    persistenceId: null,
    createShareableLink: null,
    consumeShareLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "22rem",
    lineWrapping: true,
    prefixCcApi: null,
    requestConfig: { endpoint: "" },
    screenReaderLabel: "SPARQL query",
    extraKeys: { ...Yasqe.defaults.extraKeys, ...keys },
  });
  field.remove();
  // whoever uses the keyboard scrolls it, too
  editor.getScrollerElement().tabIndex = 0;
  editor.getInputField().setAttribute("aria-label", "SPARQL query");
  editor.getInputField().setAttribute("aria-describedby", "keys");
  return { get: () => editor.getValue(), set: (text) => editor.setValue(text), focus: () => editor.focus() };
}

// Completion from our own data: terms by prefixed name, and things and terms by their labels.
function completer(names) {
  const entries = [
    ...Object.entries(names.terms).map(([name, label]) => [name, label]),
    ...Object.entries(names.things).map(([id, [label, , ...others]]) => [`id:${id}`, [label, ...others].join(", ")]),
  ];
  return {
    name: "ours",
    bulk: false,
    autoShow: true,
    isValidCompletionPosition: (editor) => {
      const token = editor.getCompleteToken();
      return !/^[?$<"'#]/.test(token.string) && /[\w-]{2,}|^[a-z]+:/i.test(token.string) && token.type !== "keyword";
    },
    preProcessToken: (_, token) => ({ ...token, autocompletionString: token.string.trim() }),
    get: (_, token) => {
      const wanted = (token?.autocompletionString ?? "").toLowerCase();
      const local = wanted.replace(/^\w*:/, "");
      const prefix = wanted.slice(0, wanted.length - local.length);
      return entries
        .filter(([name, label]) => name.startsWith(prefix) && (name.toLowerCase().startsWith(wanted) || (local && `${name} ${label}`.toLowerCase().includes(local))))
        .sort(([one], [other]) => other.toLowerCase().startsWith(wanted) - one.toLowerCase().startsWith(wanted) || (one < other ? -1 : 1))
        .slice(0, 60)
        .map(([name]) => name);
    },
    postprocessHints: (_, hints) =>
      hints.map((hint) => {
        const label = names.terms[hint.text] ?? names.things[hint.text.replace("id:", "")]?.[0] ?? "";
        const prefix = hint.text.split(":")[0];
        return {
          ...hint,
          render: (place) => place.append(label ? `${hint.text} – ${label}` : hint.text),
          hint: (editor, data) => {
            editor.replaceRange(hint.text, hint.from ?? data.from, hint.to ?? data.to, "complete");
            if (names.prefixes[prefix]) editor.addPrefixes({ [prefix]: names.prefixes[prefix] });
          },
        };
      }),
  };
}
