// What stands around every page of who is signed in: navigation beside it, on phones above it.
import { h, ref, watch } from './lib/vue.js';
import { route } from './router.js';
import { session, can, signOut } from './session.js';
import { live, useLive } from './live.js';
import { get } from './api.js';
import { Icon } from './ui/icon.js';
import { Button } from './ui/button.js';
import { short } from './ui/format.js';
import { shown } from './ui/text.js';
import { toast } from './ui/toast.js';

// [heading, [[path, word, icon, least role]]]
const ENTRIES = [
    [null, [['/', 'Overview', 'home', 'viewer'], ['/connectors', 'Connectors', 'plug', 'viewer'], ['/deliveries', 'Deliveries', 'send', 'viewer'],
        ['/failed', 'Failed queries', 'alert', 'viewer'], ['/jobs', 'Jobs', 'replay', 'viewer'], ['/backfills', 'Backfills', 'upload', 'viewer']]],
    ['Administration', [['/secrets', 'Secrets', 'lock', 'author'], ['/tokens', 'Tokens', 'key', 'admin'], ['/people', 'People', 'people', 'admin'],
        ['/audit', 'Audit log', 'book', 'admin'], ['/settings', 'Settings', 'gear', 'operator'], ['/storage', 'Storage and cookies', 'box', 'viewer']]],
];

const entry = ([path, word, icon], section) => h('li', { key: path }, h('a', { href: `#${path}`, class: 'tg-nav-link', 'aria-current': section === path ? 'page' : undefined }, [
    h(Icon, { name: icon, size: 20 }), h('span', word),
    path === '/failed' && live.failedQueries ? h('span', { class: 'tg-count', 'aria-label': `${live.failedQueries} open` }, short(live.failedQueries)) : null,
]));

const THEMES = [['system', 'As the system', 'half'], ['light', 'Light', 'sun'], ['dark', 'Dark', 'moon']];

const ThemeSwitch = {
    setup() {
        const theme = ref(window.tidegateTheme.get());
        const set = (value) => {
            theme.value = value;
            window.tidegateTheme.set(value);
        };
        return () => h('div', { class: 'tg-themes', role: 'group', 'aria-label': 'Colours' }, THEMES.map(([value, label, icon]) =>
            h(Button, { key: value, kind: 'quiet', small: true, icon, label, pressed: theme.value === value ? 'true' : 'false', onClick: () => set(value) })));
    },
};

const leave = () => signOut().catch((problem) => toast(problem.detail, { kind: 'bad' }));

export const Shell = {
    props: ['section'],
    setup(props, { slots }) {
        const open = ref(false);
        useLive(() => {}, () => false); // the stream stays while pages come and go
        get('/api/overview').then((now) => (live.failedQueries ??= now.failedQueries.open), () => {}); // later ones come by the stream
        watch(() => route.visit, () => (open.value = false));
        const skip = (event) => {
            event.preventDefault();
            document.getElementById('tg-main').focus();
        };
        return () => h('div', { class: 'tg-shell' }, [
            h('a', { class: 'tg-skip', href: '#tg-main', onClick: skip }, 'Skip to the content'),
            h('header', { class: ['tg-side', { 'tg-open': open.value }], onKeydown: (e) => e.key === 'Escape' && (open.value = false) }, [
                h('div', { class: 'tg-brand' }, [
                    h('a', { href: '#/' }, [h('img', { src: 'icon.svg', alt: '', width: 28, height: 28 }), h('span', 'Tidegate')]),
                    h('button', { type: 'button', class: 'tg-menu', 'aria-expanded': String(open.value), 'aria-controls': 'tg-nav', onClick: () => (open.value = !open.value) },
                        [h(Icon, { name: open.value ? 'cross' : 'menu', size: 22 }), h('span', { class: 'visually-hidden' }, 'Menu')]),
                ]),
                h('div', { class: 'tg-nav', id: 'tg-nav' }, [
                    h('nav', { 'aria-label': 'Main' }, ENTRIES.map(([heading, entries]) => {
                        const allowed = entries.filter(([, , , role]) => can(role));
                        return allowed.length === 0 ? null : h('div', { key: heading ?? '' }, [
                            heading ? h('p', { class: 'tg-nav-head', id: 'tg-nav-admin' }, heading) : null,
                            h('ul', { 'aria-labelledby': heading ? 'tg-nav-admin' : undefined }, allowed.map((one) => entry(one, props.section))),
                        ]);
                    })),
                    h('div', { class: 'tg-side-foot' }, [
                        h('a', { href: '#/me', class: 'tg-nav-link', 'aria-current': props.section === '/me' ? 'page' : undefined }, [
                            h(Icon, { name: 'person', size: 20 }), h('span', [h('bdi', shown(String(session.name).slice(0, 40))), h('small', session.role)]),
                        ]),
                        h('div', { class: 'tg-side-row' }, [h(ThemeSwitch), h(Button, { kind: 'quiet', small: true, icon: 'out', label: 'Sign out', onClick: leave })]),
                    ]),
                ]),
            ]),
            h('main', { id: 'tg-main', class: 'tg-main', tabindex: -1 }, slots.default?.()),
        ]);
    },
};
