// What a page shows, loaded.
//
//   const page = useLoad(() => get(`/api/deliveries/${id}`), { live: true });
//   page.data, page.problem, page.loading (first time only), page.reload()
//     live: true | (change) => bool      reloaded on changes
//     watch: () => [props.params.id]     reloaded, from empty, when this changes
//
//   const list = useList('/api/deliveries', () => props.query, { live: true });
//   list.items, list.next, list.more(), list.problem, list.loading, list.reload()
//
// A reload that fails keeps what is shown. Both are reactive objects: do not take them apart.
import { reactive, shallowReactive, watch, onBeforeUnmount } from './lib/vue.js';
import { get } from './api.js';
import { useLive } from './live.js';

function subscribe(reload, live) {
    if (live) {
        useLive(reload, live === true ? undefined : live);
    }
}

export function useLoad(load, options = {}) {
    const state = shallowReactive({ data: null, problem: null, loading: true, reload: null });
    let turn = 0;
    state.reload = async () => {
        const mine = ++turn;
        try {
            const data = await load();
            if (mine === turn) {
                Object.assign(state, { data, problem: null, loading: false });
            }
        } catch (problem) {
            if (mine === turn) {
                Object.assign(state, { problem, loading: false });
            }
        }
    };
    if (options.watch) {
        watch(options.watch, () => {
            Object.assign(state, { data: null, problem: null, loading: true });
            state.reload();
        });
    }
    subscribe(() => state.reload(), options.live);
    onBeforeUnmount(() => turn++);
    state.reload();
    return state;
}

export function useList(path, query = () => ({}), options = {}) {
    const state = reactive({ items: [], next: null, problem: null, loading: true, busy: false, notSearched: null, reload: null, more: null });
    let turn = 0;
    let pages = 1;
    // Pages that end early (a window of rows without a hit) are followed until something is found.
    const fetchPages = async (cursor, wanted, found, mine) => {
        let at = cursor;
        for (let n = 0, looked = 0; n < wanted && looked < 20; looked++) {
            const page = await get(path, { ...query(), cursor: at });
            if (mine !== turn) {
                return null;
            }
            state.notSearched = page.notSearched ?? null;
            found.push(...page.items);
            at = page.next;
            if (at === null) {
                break;
            }
            n += page.items.length > 0 ? 1 : 0;
        }
        return at;
    };
    const run = async (cursor, wanted, before) => {
        const mine = ++turn;
        state.busy = true;
        const found = [...before];
        try {
            const next = await fetchPages(cursor, wanted, found, mine);
            if (mine === turn) {
                Object.assign(state, { items: found, next, problem: null, loading: false });
            }
        } catch (problem) {
            if (mine === turn) {
                Object.assign(state, { problem, loading: false });
            }
        }
        if (mine === turn) {
            state.busy = false;
        }
    };
    state.reload = () => run(null, pages, []);
    state.more = () => {
        pages++;
        return run(state.next, 1, state.items);
    };
    watch(query, () => {
        pages = 1;
        state.loading = true;
        state.reload();
    }, { deep: true });
    subscribe(() => state.reload(), options.live);
    onBeforeUnmount(() => turn++);
    state.reload();
    return state;
}
