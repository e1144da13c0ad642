// Reads the wiki's example, and writes a report about its first build, with the types that openapi-typescript generates.
import { readFileSync } from 'node:fs';
import type { components, operations } from './contract';

type WaitingBuilds = components['schemas']['WaitingBuilds'];
type Report = operations['updateBuilds']['requestBody']['content']['application/json'];

const waiting: WaitingBuilds = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const build of waiting.builds) console.log(`${build.id}: ${build.pkgs} for ${build.chroots} of ${build.copr.name}`);

const end: Report = { builds: [{ id: waiting.builds[0].id, ended_on: 1354752600.5, status: 1 }] };
console.log(JSON.stringify(end));

// @ts-expect-error COPR503: an end has a time and a status.
const halfAnEnd: Report = { builds: [{ id: 1, ended_on: null, status: 1 }] };
void halfAnEnd;
