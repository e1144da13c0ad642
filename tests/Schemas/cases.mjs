// Writes the documents of the corpus that are JSON within the limits, each with the verdict that the contract expects of a schema.
import { readFileSync } from 'node:fs';

const root = process.argv[2];
const read = name => readFileSync(`${root}/${name}`);
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

// The table says which rules a schema can express.
const table = String(read('docs/rules/README.md'));
const rules = new Map([...table.matchAll(/^\| \[(COPR\d+)\]\S+ \| [^|]+ \| [^|]+ \| (\w+) \|/gm)].map(([, id, kind]) => [id, kind]));
if (rules.size < 30) throw new Error('docs/rules/README.md has no table of the rules.');

const cases = [];
for (const wire of ['', 'tasks/']) {
  for (const { id, file, mode, document, violations } of JSON.parse(read(`tests/conformance/${wire}index.json`)).cases) {
    const broken = violations.map(violation => violation.rule);
    try {
      // The contract allows the wiki's trailing comma, but JSON does not.
      const text = utf8.decode(read(`tests/conformance/${wire}${file}`)).replace(/,(\s*[\]}])/g, '$1');
      JSON.parse(text);
      // Every parser has limits of its own.
      if (broken.some(rule => ['COPR101', 'COPR108'].includes(rule))) continue;

      // A lenient reader accepts more than the schema, no other rule is checked if a member is duplicated, and of a task's id, the schema
      // has only the form.
      const isDefined = mode !== 'lenient' && !broken.includes('COPR104') && !broken.includes('COPR603');
      const expected = isDefined ? !broken.some(rule => rules.get(rule) === 'Schema') : null;
      cases.push({ id, schema: (document ?? 'waiting_builds').replaceAll('_', '-'), text, expected });
    } catch (error) {
      if (!broken.some(rule => ['COPR101', 'COPR601'].includes(rule))) throw error;
    }
  }
}

process.stdout.write(JSON.stringify(cases));
