// DataTable {columns, rows, href, rowKey, empty, loading, busy, next, caption, problem}, on more
//   columns: [{ key, title, render(row), number, narrow, hidden }]; without render the value is shown as Text
//   href(row): where the row leads; its first column is the link, the whole row takes the click. null: that row leads nowhere
//   rowKey(row): what tells rows apart (default row.id). caption: for screen readers, says what is listed
//   next, onMore: further pages; busy while one loads. Slot empty (or the text empty): when there is nothing
//
//   h(DataTable, { caption: 'Deliveries', columns: [{ key: 'id', title: 'Delivery' }], rows: list.items, href: (d) => link(`/deliveries/${d.id}`),
//     next: list.next, onMore: list.more, busy: list.busy, loading: list.loading, problem: list.problem, empty: 'No delivery fits these filters.' })
import { h } from '../lib/vue.js';
import { Text } from './text.js';
import { Button } from './button.js';
import { ErrorBox } from './error.js';

export const DataTable = {
    props: ['columns', 'rows', 'href', 'rowKey', 'empty', 'loading', 'busy', 'next', 'caption', 'problem'],
    emits: ['more'],
    setup(props, { slots, emit }) {
        const cell = (column, row, first) => {
            const value = column.render ? column.render(row) : h(Text, { value: row[column.key], max: 120 });
            const href = first && props.href ? props.href(row) : null;
            return h(first ? 'th' : 'td', {
                role: first ? 'rowheader' : 'cell',
                scope: first ? 'row' : undefined,
                class: [{ 'tg-number': column.number, 'tg-narrow': column.narrow }, column.class],
                'data-label': column.title,
            }, href ? h('a', { class: 'tg-row-link', href }, value) : value);
        };
        return () => {
            const columns = props.columns.filter((c) => !c.hidden);
            const rows = props.rows ?? [];
            if (rows.length === 0) {
                return h('div', { class: 'tg-empty', 'aria-live': 'polite' }, props.loading ? h('div', { class: 'tg-skeleton', 'aria-label': 'Loading' })
                    : props.problem ? h(ErrorBox, { problem: props.problem }) : slots.empty?.() ?? h('p', props.empty ?? 'There is nothing here yet.'));
            }
            return h('div', { class: 'tg-table-box' }, [
                props.problem ? h(ErrorBox, { problem: props.problem }) : null,
                h('table', { class: 'table tg-table', role: 'table' }, [
                    h('caption', { class: 'visually-hidden' }, props.caption),
                    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, columns.map((c) =>
                        h('th', { scope: 'col', role: 'columnheader', class: { 'tg-number': c.number } }, c.title)))),
                    h('tbody', { role: 'rowgroup' }, rows.map((row) =>
                        h('tr', { key: props.rowKey ? props.rowKey(row) : row.id, role: 'row' }, columns.map((c, i) => cell(c, row, i === 0))))),
                ]),
                props.next ? h('div', { class: 'tg-more' }, h(Button, { onClick: () => emit('more'), busy: props.busy }, () => 'Show more')) : null,
            ]);
        };
    },
};
