// Hash routes: '#/deliveries?status=failed'.
//
//   route.path, route.query      what is shown (reactive)
//   go('/failed/12')             to another place
//   setQuery({ status: 'open' }) other filters of the same place; empty ones are left out
//   link('/events/a b', { source: '/x' })  → '#/events/a%20b?source=%2Fx' (segments are encoded by you: use seg())
//   onLeave(() => !dirty || confirm('…'))  asked before this page is left; ends with the component
import { reactive, onBeforeUnmount } from './lib/vue.js';
import { withQuery } from './api.js';

export const route = reactive({ path: '/', query: {}, visit: 0 });
const seg = encodeURIComponent;
export { seg };

let mayLeave = null;
let shown = '';

export const link = (path, query) => `#${withQuery(path, query)}`;

export function go(path, query) {
    location.hash = withQuery(path, query);
}

export function replace(path, query) {
    history.replaceState(null, '', link(path, query));
    read();
}

export function setQuery(query) {
    go(route.path, query);
}

export function onLeave(question) {
    mayLeave = question;
    const close = (event) => {
        if (!question(true)) {
            event.preventDefault();
        }
    };
    addEventListener('beforeunload', close);
    onBeforeUnmount(() => {
        removeEventListener('beforeunload', close);
        if (mayLeave === question) {
            mayLeave = null;
        }
    });
}

function read() {
    const hash = location.hash.replace(/^#/, '') || '/';
    const [path, query = ''] = hash.split(/\?(.*)/s);
    if (path !== route.path && mayLeave !== null && !mayLeave(false)) {
        history.replaceState(null, '', shown);
        return;
    }
    shown = `#${hash}`;
    route.query = Object.fromEntries(new URLSearchParams(query));
    if (path !== route.path) {
        route.path = path;
        route.visit += 1;
    }
}

/**
 * The first row of a table that fits a path: [pattern, page, section], where :name is a segment and a last
 * :name? may be missing. Answers {page, section, params} or null.
 */
export function match(table, path) {
    const parts = path.split('/').filter((p) => p !== '');
    for (const [pattern, page, section] of table) {
        const params = fit(pattern.split('/').filter((p) => p !== ''), parts);
        if (params !== null) {
            return { page, section, params };
        }
    }
    return null;
}

function fit(pattern, parts) {
    const params = {};
    if (parts.length > pattern.length) {
        return null;
    }
    for (let i = 0; i < pattern.length; i++) {
        const name = pattern[i];
        const given = parts[i];
        if (given === undefined) {
            return name.endsWith('?') ? params : null;
        }
        if (name.startsWith(':')) {
            params[name.replace(/[:?]/g, '')] = decoded(given);
        } else if (name !== given) {
            return null;
        }
    }
    return params;
}

function decoded(text) {
    try {
        return decodeURIComponent(text);
    } catch (notEncoded) {
        return text;
    }
}

export function startRouter() {
    addEventListener('hashchange', read);
    read();
}
