// Lets ical.js, the calendar of Thunderbird, read one invitation from standard input, and prints what it understood as JSON.
// Usage: node invitation.mjs < invite.ics
import { text } from 'node:stream/consumers';
const { default: ICAL } = await import('ical.js');

const source = await text(process.stdin);
const calendar = new ICAL.Component(ICAL.parse(source));
const events = calendar.getAllSubcomponents('vevent').map(vevent => {
    const event = new ICAL.Event(vevent);
    const attendees = vevent.getAllProperties('attendee').map(attendee => ({
        address: attendee.getFirstValue(), name: attendee.getParameter('cn'), rsvp: attendee.getParameter('rsvp'), partstat: attendee.getParameter('partstat'), role: attendee.getParameter('role'),
    }));
    return {
        uid: event.uid,
        sequence: event.sequence,
        stamp: vevent.getFirstPropertyValue('dtstamp').toJSDate().toISOString(),
        start: event.startDate.toJSDate().toISOString(),
        end: event.endDate.toJSDate().toISOString(),
        zone: event.startDate.zone.tzid,
        summary: event.summary,
        description: event.description,
        location: event.location,
        status: vevent.getFirstPropertyValue('status'),
        class: vevent.getFirstPropertyValue('class'),
        join: vevent.getFirstPropertyValue('conference'),
        organizer: event.organizer,
        organizerName: vevent.getFirstProperty('organizer').getParameter('cn'),
        attendees,
        properties: vevent.getAllProperties().map(property => property.name),
        alarms: vevent.getAllSubcomponents('valarm').length,
    };
});
console.log(JSON.stringify({
    method: calendar.getFirstPropertyValue('method'),
    version: calendar.getFirstPropertyValue('version'),
    properties: calendar.getAllProperties().map(property => property.name),
    longestLine: Math.max(...source.split('\r\n').map(line => Buffer.byteLength(line))),
    bareLineFeeds: (source.match(/(?<!\r)\n/g) ?? []).length,
    events,
}));
