// Two texts side by side: h(DiffTable, { rows: [{ kind, left, right, leftLine, rightLine }], left: 'version 1', right: 'version 2' }).
// What is the same for long is folded; kinds are told by signs, not by colour alone.
import { h } from '../../lib/vue.js';
import { shown } from '../../ui/text.js';

const AROUND = 3;
const SIGNS = { same: '', changed: '~', added: '+', removed: '−' };
const WORDS = { same: '', changed: 'changed: ', added: 'added: ', removed: 'removed: ' };

export const DiffTable = (props) => {
    const rows = folded(props.rows ?? []);
    if (!rows.some((one) => one.kind && one.kind !== 'same')) return h('p', { class: 'tg-quiet-text' }, 'They are the same.');
    return h(
        'div',
        { class: 'edit-diff', tabindex: 0, role: 'region', 'aria-label': `${props.left} beside ${props.right}` },
        h('table', [
            h('caption', { class: 'visually-hidden' }, `${props.left} beside ${props.right}`),
            h('colgroup', ['edit-diff-lines', null, 'edit-diff-lines', null].map((name) => h('col', { class: name }))),
            h('thead', h('tr', [h('th', { scope: 'col', colspan: 2 }, props.left), h('th', { scope: 'col', colspan: 2 }, props.right)])),
            h(
                'tbody',
                rows.map((one) =>
                    one.hidden > 1 ? h('tr', { class: 'edit-diff-gap' }, h('td', { colspan: 4 }, `${one.hidden} lines are the same`)) : line(one.row ?? one),
                ),
            ),
        ]),
    );
};
DiffTable.props = ['rows', 'left', 'right'];

const line = (one) =>
    h('tr', { class: `edit-diff-${one.kind}` }, [
        ...side(one, one.left, one.leftLine, one.kind !== 'added'),
        ...side(one, one.right, one.rightLine, one.kind !== 'removed'),
    ]);

function side(one, text, number, marked) {
    const has = text !== null && text !== undefined;
    return [
        h('td', { class: 'edit-diff-number' }, has ? number : ''),
        h(
            'td',
            { class: ['edit-diff-text', { 'edit-diff-mark': marked && has && one.kind !== 'same' }] },
            has
                ? [
                      h('span', { class: 'edit-diff-sign', 'aria-hidden': 'true' }, SIGNS[one.kind]),
                      WORDS[one.kind] ? h('span', { class: 'visually-hidden' }, WORDS[one.kind]) : null,
                      h('code', shown(text)),
                  ]
                : '',
        ),
    ];
}

function folded(rows) {
    const near = new Set();
    rows.forEach((one, i) => {
        if (one.kind !== 'same') for (let k = i - AROUND; k <= i + AROUND; k++) near.add(k);
    });
    const out = [];
    for (let i = 0; i < rows.length; i++) {
        if (near.has(i)) out.push(rows[i]);
        else if (out.at(-1)?.hidden) out.at(-1).hidden++;
        else out.push({ hidden: 1, row: rows[i] });
    }
    return out;
}
