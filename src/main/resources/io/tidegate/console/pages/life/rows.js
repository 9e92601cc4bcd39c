// A list that changes while it is read.
//
//   const list = useSteadyList('/api/deliveries', query);   as useList; while one reads further down, what is new waits
//   h(Newer, { list })                                       says so, and shows it when asked; and what a text was not looked for in
//   h('div', { onKeydown: moveRows }, table)                 the up and down keys go from row to row
//   h(NothingYet, { list, text })                            for DataTable's slot empty: a search that was not through may go on
import { h } from '../../lib/vue.js';
import { ref } from '../../lib/vue.js';
import { useList } from '../../load.js';
import { useLive } from '../../live.js';
import { Button } from '../../ui/kit.js';

const TOP = 160;

const isReading = () => scrollY > TOP || String(getSelection()) !== '' || document.activeElement?.closest('tbody');

export function useSteadyList(path, query) {
    const list = useList(path, query);
    const newer = ref(false);
    const reload = list.reload;
    list.reload = () => {
        newer.value = false;
        return reload();
    };
    useLive(() => {
        if (list.busy) {
            return;
        }
        if (isReading()) {
            newer.value = true;
        } else {
            list.reload();
        }
    });
    list.newer = newer;
    return list;
}

export const Newer = ({ list }) => h('div', { role: 'status', class: 'tg-newer' }, [list.notSearched ? h('p', `Not searched: ${list.notSearched}.`) : null, list.newer
    ? h(Button, { small: true, icon: 'replay', onClick: () => {
        scrollTo({ top: 0 });
        list.reload();
    } }, () => 'Something has changed: show it')
    : null]);
Newer.props = ['list'];

export const NothingYet = ({ list, text }) => [
    h('p', list.next ? 'None of the newest fits these filters.' : text),
    list.next ? h(Button, { icon: 'search', busy: list.busy, onClick: () => list.more() }, () => 'Look further back') : null,
];
NothingYet.props = ['list', 'text'];

export function moveRows(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches?.('.tg-row-link') || event.altKey || event.ctrlKey || event.metaKey) {
        return;
    }
    const all = [...event.currentTarget.querySelectorAll('.tg-row-link')];
    const next = all[all.indexOf(event.target) + step];
    if (next) {
        event.preventDefault();
        next.focus();
    }
}
