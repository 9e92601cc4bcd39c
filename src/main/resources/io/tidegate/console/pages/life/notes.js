// Note {note}: what an attempt of an inflow left: what was cleaned, which calls it made, which values a conflict withheld. Unknown kinds as JSON.
//
//   h(Note, { note: { attempt: 1, kind: 'cleaned', note: […] } })
import { h } from '../../lib/vue.js';
import { Payload, Text, plural } from '../../ui/kit.js';
import { lossWord } from './words.js';

const table = (caption, heads, rows) => h('table', { class: 'tg-small-table' }, [
    h('caption', { class: 'visually-hidden' }, caption),
    h('thead', h('tr', heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', rows.map((cells) => h('tr', cells.map((cell, i) => h(i === 0 ? 'th' : 'td', { scope: i === 0 ? 'row' : undefined, 'data-label': heads[i] }, cell))))),
]);

const value = (v) => h(Text, { value: v, max: 120, mono: true });

const KINDS = {
    cleaned: (all) => [
        h('h4', `The profile was made fit: ${plural(all.length, 'change')}`),
        table('What was cleaned', ['Field', 'What happened', 'Was', 'Now'], all.map((c) => [value(c.field), h(Text, { value: c.change }), value(c.was), value(c.now)])),
    ],
    calls: (all) => [
        h('h4', `${plural(all.length, 'call')} to the identity provider`),
        table('Calls to the identity provider', ['Call', 'Answer', 'Took'], all.map((c) => [value(`${c.method} ${c.path}`), String(c.status), `${c.ms} ms`])),
    ],
    conflict: (note) => [
        h('h4', 'Values that were not written'),
        table('Values that were not written', ['Field', 'Posted', 'Kept', 'Because'], (note.lost ?? []).map((l) => [value(l.field), value(l.posted), value(l.kept), h(Text, { value: lossWord(l.by) })])),
    ],
};

export const Note = ({ note }) => {
    const known = KINDS[note.kind];
    const fits = known && (note.kind === 'conflict' ? Array.isArray(note.note?.lost) : Array.isArray(note.note));
    return h('div', { class: 'tg-note-of' }, fits ? known(note.note) : [h('h4', h(Text, { value: note.kind })), h(Payload, { value: note.note, label: `Note ${note.kind}` })]);
};
Note.props = ['note'];
