// Lets programs of others read a status page, as its visitors' tools do, and prints what they understood as JSON.
// Usage: node read.mjs http://127.0.0.1:PORT
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { Statuspage } = require('statuspage.io');
const RssParser = require('rss-parser');
const { default: ICAL } = await import('ical.js');

const base = process.argv[2];
const page = new Statuspage('ours');
page.setApiUrl(base);
const { api } = page;
const calls = {
    status: () => api.getStatus(),
    components: () => api.getComponents(),
    summary: () => api.getSummary(),
    incidents: () => api.incidents.getAll(),
    unresolved: () => api.incidents.getUnresolved(),
    maintenances: () => api.scheduledMaintenances.getAll(),
    active: () => api.scheduledMaintenances.getActive(),
    upcoming: () => api.scheduledMaintenances.getUpcoming(),
};
const statuspage = {};
for (const [name, call] of Object.entries(calls)) {
    const answer = await call();
    statuspage[name] = {
        indicator: answer.status?.indicator ?? null,
        components: (answer.components ?? []).map(component => component.name),
        incidents: (answer.incidents ?? []).map(incident => incident.name),
        maintenances: (answer.scheduled_maintenances ?? []).map(maintenance => maintenance.name),
    };
}

const parser = new RssParser({ customFields: { item: ['maintenanceEndDate'] } });
const feeds = {};
for (const name of ['history.rss', 'history.atom']) {
    const feed = await parser.parseURL(`${base}/${name}`);
    feeds[name] = { title: feed.title, items: feed.items.map(({ title, link, isoDate, content, maintenanceEndDate }) => ({ title, link, isoDate, content, maintenanceEndDate: maintenanceEndDate ?? null })) };
}

const calendar = new ICAL.Component(ICAL.parse(await (await fetch(`${base}/history.ics`)).text()));
const events = calendar.getAllSubcomponents('vevent').map(vevent => new ICAL.Event(vevent))
    .map(event => ({ uid: event.uid, summary: event.summary, description: event.description, start: event.startDate.toJSDate().toISOString(), end: event.endDate.toJSDate().toISOString() }));

console.log(JSON.stringify({ statuspage, feeds, events }));
