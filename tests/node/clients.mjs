// Three clients from npm ask an endpoint the same questions; what each is told is printed as one JSON object.
// usage: node clients.mjs CLIENT SITE, where SITE is the address of the site without a slash at its end

import { QueryEngine } from '@comunica/query-sparql'
import { SparqlEndpointFetcher } from 'fetch-sparql-endpoint'
import ParsingClient from 'sparql-http-client/ParsingClient.js'
import StreamClient from 'sparql-http-client/StreamClient.js'

const PAO = 'https://w3id.org/pao/ns#'
const SELECT = `SELECT ?who WHERE { ?who <${PAO}memberOf> <https://w3id.org/pao/id/socialist-action> } ORDER BY ?who`
const ASK = `ASK { ?claim a <${PAO}Claim> }`
const CONSTRUCT = `CONSTRUCT { ?s <${PAO}memberOf> ?o } WHERE { ?s <${PAO}memberOf> ?o }`
const WRONG = 'SELECT nonsense'

const all = async (stream) => {
  const found = []
  for await (const item of stream) found.push(item)
  return found
}

const failure = async (act) => {
  try {
    await act()
    return null
  } catch (error) {
    return String(error.message ?? error)
  }
}

const clients = {
  async 'sparql-http-client'(site) {
    const endpointUrl = `${site}/sparql`
    const client = new ParsingClient({ endpointUrl, updateUrl: endpointUrl })
    const stream = new StreamClient({ endpointUrl })
    const rows = await client.query.select(SELECT)
    const posted = await client.query.select(SELECT, { operation: 'postUrlencoded' })
    const direct = await client.query.select(SELECT, { operation: 'postDirect' })
    const triples = await client.query.construct(CONSTRUCT)
    return {
      rows: rows.map((row) => row.who.value),
      posted: posted.map((row) => row.who.value),
      direct: direct.map((row) => row.who.value),
      streamed: (await all(stream.query.select(SELECT))).map((row) => row.who.value),
      boolean: await client.query.ask(ASK),
      triples: triples.size,
      wrong: await failure(() => client.query.select(WRONG)),
      update: await failure(() => client.query.update('CLEAR ALL'))
    }
  },

  async 'fetch-sparql-endpoint'(site) {
    const endpoint = `${site}/sparql`
    const rows = async (options) => {
      const found = await all(await new SparqlEndpointFetcher(options).fetchBindings(endpoint, SELECT))
      return found.map((row) => row.who.value)
    }
    const client = new SparqlEndpointFetcher()
    return {
      rows: await rows({ method: 'GET' }),
      posted: await rows({ method: 'POST' }),
      boolean: await client.fetchAsk(endpoint, ASK),
      triples: (await all(await client.fetchTriples(endpoint, CONSTRUCT))).length,
      wrong: await failure(() => client.fetchBindings(endpoint, WRONG)),
      update: await failure(() => client.fetchUpdate(endpoint, 'CLEAR ALL'))
    }
  },

  async comunica(site) {
    const engine = new QueryEngine()
    const endpoint = { sources: [{ type: 'sparql', value: `${site}/sparql` }] }
    const rows = async (context) => {
      const found = await (await engine.queryBindings(SELECT, context)).toArray()
      return found.map((row) => row.get('who').value)
    }
    return {
      rows: await rows(endpoint),
      // found out by itself, from the description of the service
      discovered: await rows({ sources: [`${site}/sparql`] }),
      // from a document about one thing, to which its address leads
      dereferenced: await rows({ sources: [`${site}/id/john-ross`] }),
      boolean: await engine.queryBoolean(ASK, endpoint),
      triples: (await (await engine.queryQuads(CONSTRUCT, endpoint)).toArray()).length
    }
  }
}

const [client, site] = process.argv.slice(2)
process.stdout.write(JSON.stringify(await clients[client](site)))
