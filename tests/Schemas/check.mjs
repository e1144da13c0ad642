// For every strict case of the corpus, the schema rejects the document if and only if it breaks a rule that a schema can express.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';

const root = process.argv[2];
const read = name => readFileSync(`${root}/${name}`, 'utf8');
const schema = name =>
  new Ajv({ strict: true, allowUnionTypes: true }).compile(JSON.parse(read(`src/Copr.Contracts/Schemas/${name}.schema.json`)));
const schemas = { waiting_builds: schema('waiting-builds'), update_builds: schema('update-builds') };
for (const name of ['update-builds-result', 'starting-build', 'starting-build-result', 'canceled-builds']) schema(name);

// The table says which rules a schema can express.
const rules = new Map([...read('docs/rules/README.md').matchAll(/\[(COPR\d+)\].*\| (\w+) \|$/gm)].map(([, id, kind]) => [id, kind]));
if (rules.size < 30) throw new Error('docs/rules/README.md has no table of the rules.');

// JavaScript reads numbers as doubles, and 5.0 is an integer to a schema.
const beyond = new Set([
  'wrong-type-id-2-to-the-63', 'wrong-type-id-below-64-bits', 'wrong-type-id-exponent', 'wrong-type-id-whole-fraction',
  'wrong-type-time-whole-fraction',
]);
let checked = 0;
const wrong = [];
for (const item of JSON.parse(read('tests/conformance/index.json')).cases) {
  const broken = item.violations.map(violation => violation.rule);
  if (item.mode !== 'strict' || beyond.has(item.id) || broken.some(rule => ['COPR101', 'COPR104', 'COPR108'].includes(rule))) continue;

  // The contract allows the wiki's trailing comma, but JSON does not.
  const document = JSON.parse(read(`tests/conformance/${item.file}`).replace(/,(\s*[\]}])/g, '$1'));
  const expected = !broken.some(rule => rules.get(rule) === 'Schema');
  const actual = schemas[item.document ?? 'waiting_builds'](document);
  checked++;
  if (actual !== expected) wrong.push(`${item.id}: the schema says ${actual}, the contract ${expected}`);
}

console.log(wrong.length === 0 ? `${checked} cases agree.` : wrong.join('\n'));
process.exit(wrong.length === 0 && checked > 100 ? 0 : 1);
