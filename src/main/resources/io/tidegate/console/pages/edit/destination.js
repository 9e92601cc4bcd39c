// Where an outflow goes: destinations as cards with search, or any HTTP API; then what the chosen one needs.
//
//   h(Destination, { draft, destinations: /api/destinations items, chosen: /api/destinations/{name} or null, secrets: [names] })
import { computed, h, ref } from '../../lib/vue.js';
import { Button, Icon, Payload, Text } from '../../ui/kit.js';
import { Choice, TextInput, Wrong } from './inputs.js';
import { at, errorsHere, errors, put } from './draft.js';
import { focusOn } from './focus.js';
import { Headers } from './headers.js';
import { Parameters } from './parameters.js';

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'GET'];

export const Destination = {
    props: ['draft', 'destinations', 'chosen', 'secrets'],
    setup(props) {
        const target = computed(() => at(props.draft, ['to']));
        const choose = (to) => (put(props.draft, ['to'], to), focusOn(to === undefined ? '.edit-gallery-head input' : '.edit-chosen button'));
        const changed = (to) => put(props.draft, ['to'], to);
        return () => {
            const to = target.value;
            if (to === undefined) return h(Gallery, { destinations: props.destinations, errors: errors(props.draft, ['to']), onChoose: choose });
            if (typeof to === 'object' && to.destination !== undefined) return known(props, to, choose);
            return anyApi(props, typeof to === 'string' ? { uri: to } : to, choose, changed);
        };
    },
};

const Gallery = {
    props: ['destinations', 'errors'],
    emits: ['choose'],
    setup(props, { emit }) {
        const sought = ref('');
        const groups = computed(() => {
            const words = sought.value.trim().toLowerCase();
            const found = (props.destinations ?? []).filter((one) =>
                `${one.name} ${one.title} ${one.description} ${one.group}`.toLowerCase().includes(words),
            );
            return Map.groupBy ? Map.groupBy(found, (one) => one.group ?? 'Others') : grouped(found);
        });
        return () =>
            h('div', [
                h('div', { class: 'edit-gallery-head' }, [
                    h(TextInput, { label: 'Search destinations', type: 'search', value: sought.value, onUpdate: (text) => (sought.value = text) }),
                    h(Button, { icon: 'link', onClick: () => emit('choose', { uri: '', method: 'POST' }) }, () => 'Any HTTP API'),
                ]),
                h(Wrong, { errors: props.errors }),
                props.destinations === null ? h('div', { class: 'tg-skeleton', role: 'status', 'aria-label': 'Loading' }) : null,
                groups.value.size || props.destinations === null
                    ? null
                    : h('p', { class: 'tg-quiet-text' }, 'No destination has these words. Any HTTP API can be called by its address.'),
                [...groups.value].map(([group, all]) =>
                    h('section', { key: group, class: 'edit-group' }, [
                        h('h3', group),
                        h(
                            'ul',
                            { class: 'edit-cards' },
                            all.map((one) =>
                                h(
                                    'li',
                                    { key: one.name },
                                    card(one, () => emit('choose', { destination: one.name })),
                                ),
                            ),
                        ),
                    ]),
                ),
            ]);
    },
};

function grouped(all) {
    const groups = new Map();
    for (const one of all) groups.set(one.group ?? 'Others', [...(groups.get(one.group ?? 'Others') ?? []), one]);
    return groups;
}

const card = (one, choose) =>
    h('button', { type: 'button', class: 'edit-card', onClick: choose }, [
        picture(one),
        h('span', [h('strong', one.title ?? one.name), h('span', { class: 'edit-card-words' }, one.description ?? '')]),
    ]);

const picture = (one) =>
    one.icon?.startsWith('data:image/') ? h('img', { src: one.icon, alt: '', width: 28, height: 28 }) : h(Icon, { name: 'send', size: 28 });

function known(props, to, choose) {
    const { chosen } = props;
    return h('div', [
        head(chosen ?? { title: to.destination }, () => choose(undefined)),
        chosen
            ? h('p', { class: 'tg-quiet-text' }, [
                  chosen.description,
                  ' ',
                  chosen.documentation ? h('a', { href: chosen.documentation, target: '_blank', rel: 'noopener noreferrer' }, 'Documentation') : null,
              ])
            : null,
        h(Wrong, { errors: errorsHere(props.draft, ['to', 'destination']) }),
        chosen ? h(Parameters, { key: chosen.name, draft: props.draft, destination: chosen, secrets: props.secrets }) : null,
        chosen?.request
            ? h('details', { class: 'edit-details' }, [
                  h('summary', 'What it sends'),
                  h(Payload, { value: chosen.request, label: 'The request of the destination' }),
              ])
            : null,
    ]);
}

const head = (one, again) =>
    h('div', { class: 'edit-chosen' }, [
        picture(one),
        h('strong', h(Text, { value: one.title })),
        h(Button, { small: true, icon: 'swap', onClick: again }, () => 'Choose another'),
    ]);

function anyApi(props, to, choose, changed) {
    const { draft } = props;
    const set = (key, value) => changed({ ...to, [key]: value || (key === 'uri' ? '' : undefined) });
    return h('div', [
        head({ title: 'Any HTTP API' }, () => choose(undefined)),
        h('div', { class: 'edit-address' }, [
            h(Choice, {
                label: 'Method',
                value: (to.method ?? 'POST').toUpperCase(),
                options: METHODS,
                errors: errors(draft, ['to', 'method']),
                onUpdate: (method) => set('method', method),
            }),
            h(TextInput, {
                label: 'Address',
                needed: true,
                mono: true,
                value: to.uri,
                placeholder: 'https://api.crm.example/v1/contacts/{email}',
                hint: '{field} is a value of the mapped body, URL-encoded.',
                errors: [...errors(draft, ['to', 'uri']), ...errorsHere(draft, ['to'])],
                onUpdate: (uri) => set('uri', uri.trim()),
            }),
        ]),
        h(Headers, {
            headers: to.headers,
            secrets: props.secrets,
            owner: draft.config.system ?? draft.config.id,
            errorsOf: (name) => errors(draft, ['to', 'headers', name]),
            onChange: (headers) => set('headers', headers),
        }),
    ]);
}
