// What changes on the server, as it happens, without asking again and again.
//
//   useLive(reload)                                    in setup(): called after a change, at most once a second
//   useLive(reload, (change) => change.connectors.includes(id))   only for changes that matter: {accepted, ended, connectors,
//       failedQueries, configuration (only if it changed)}
//
// A hidden tab rests: the stream is closed, and all is loaded anew when it is seen again.
import { onBeforeUnmount, reactive } from './lib/vue.js';

const EVERY = 1000;
const LONGEST_PAUSE = 60_000;
const listeners = new Set();
let source = null;
let pause = 2000;
let timer = null;
let configuration = null;

/** connected: whether the stream stands; failedQueries: how many are open, once known. */
export const live = reactive({ connected: false, failedQueries: null });

function open() {
    if (source !== null || document.hidden || listeners.size === 0) {
        return;
    }
    source = new EventSource('/api/live');
    source.addEventListener('open', () => {
        live.connected = true;
        pause = 2000;
    });
    source.addEventListener('changed', (event) => tell(JSON.parse(event.data)));
    source.addEventListener('error', () => {
        live.connected = false;
        if (source !== null && source.readyState === EventSource.CLOSED) {
            source = null;
            clearTimeout(timer);
            timer = setTimeout(open, pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE);
        }
    });
}

function close() {
    clearTimeout(timer);
    source?.close();
    source = null;
    live.connected = false;
}

// The configuration's number comes each time; pages ask whether it is another.
function tell(change) {
    if (change.configuration === configuration || configuration === null) {
        configuration = change.configuration ?? configuration;
        delete change.configuration;
    } else if (change.configuration !== undefined) {
        configuration = change.configuration;
    }
    if (typeof change.failedQueries === 'number') {
        live.failedQueries = change.failedQueries;
    }
    listeners.forEach((listener) => listener(change));
}

document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
        close();
    } else {
        open();
        tell({ everything: true });
    }
});

export function useLive(reload, matters = () => true) {
    let last = 0;
    let waiting = null;
    const run = () => {
        waiting = null;
        last = Date.now();
        reload();
    };
    const listener = (change) => {
        if (waiting === null && (change.everything || matters(change))) {
            waiting = setTimeout(run, Math.max(0, last + EVERY - Date.now()));
        }
    };
    listeners.add(listener);
    open();
    onBeforeUnmount(() => {
        clearTimeout(waiting);
        listeners.delete(listener);
        if (listeners.size === 0) {
            close();
        }
    });
}
