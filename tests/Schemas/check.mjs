// For every strict case of the corpus: the schema refuses it where the case breaks a rule that a schema can say, and only there.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';

const root = process.argv[2];
const read = name => readFileSync(`${root}/${name}`, 'utf8');
const schema = name => new Ajv({ strict: true, allowUnionTypes: true }).compile(JSON.parse(read(`src/Copr.Contracts/Schemas/${name}.schema.json`)));
const schemas = { waiting_builds: schema('waiting-builds'), update_builds: schema('update-builds') };
for (const name of ['update-builds-result', 'starting-build', 'starting-build-result', 'canceled-builds']) schema(name);

// The catalogue says which rules a schema can say.
const rules = new Map([...read('docs/rules/README.md').matchAll(/\[(COPR\d+)\].*\| (\w+) \|$/gm)].map(([, id, kind]) => [id, kind]));
if (rules.size < 30) throw new Error('docs/rules/README.md has no table of the rules.');

// Numbers are doubles to JavaScript, and 5.0 is an integer to a schema.
const beyond = new Set([
  'wrong-type-id-2-to-the-63', 'wrong-type-id-below-64-bits', 'wrong-type-id-exponent', 'wrong-type-id-whole-fraction', 'wrong-type-time-whole-fraction',
]);
let checked = 0;
const wrong = [];
for (const item of JSON.parse(read('tests/conformance/index.json')).cases) {
  const broken = item.violations.map(violation => violation.rule);
  if (item.mode !== 'strict' || beyond.has(item.id) || broken.some(rule => ['COPR101', 'COPR104', 'COPR108'].includes(rule))) continue;

  // A trailing comma is the wiki's own, and no JSON.
  const document = JSON.parse(read(`tests/conformance/${item.file}`).replace(/,(\s*[\]}])/g, '$1'));
  const expected = !broken.some(rule => rules.get(rule) === 'Schema');
  const actual = schemas[item.document ?? 'waiting_builds'](document);
  checked++;
  if (actual !== expected) wrong.push(`${item.id}: the schema says ${actual}, the contract ${expected}`);
}

console.log(wrong.length === 0 ? `${checked} cases agree.` : wrong.join('\n'));
process.exit(wrong.length === 0 && checked > 100 ? 0 : 1);
