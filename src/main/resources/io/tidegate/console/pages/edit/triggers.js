// What starts an outflow, out of the catalogue or types of one's own: h(Triggers, { draft, catalogue: [{ name, title, description }] }).
import { computed, h, ref, useId } from '../../lib/vue.js';
import { Button } from '../../ui/kit.js';
import { focusOn } from './focus.js';
import { Small, Wrong } from './inputs.js';
import { at, errors, put } from './draft.js';

const SHOWN = 60;

export const Triggers = {
    props: { draft: Object, catalogue: Array },
    setup(props) {
        const id = useId();
        const sought = ref('');
        const chosen = computed(() => [at(props.draft, ['on']) ?? []].flat());
        const has = (name) => chosen.value.some((one) => one.toLowerCase() === name.toLowerCase());
        const set = (names) => put(props.draft, ['on'], names.length ? names : undefined);
        const toggle = (name) => set(has(name) ? chosen.value.filter((one) => one.toLowerCase() !== name.toLowerCase()) : [...chosen.value, name]);
        const own = computed(() => (/^\S*[.*]\S*$/.test(sought.value.trim()) ? sought.value.trim() : null));
        const found = computed(() => {
            const words = sought.value.trim().toLowerCase();
            return (props.catalogue ?? [])
                .filter((one) => `${one.name} ${one.title} ${one.description}`.toLowerCase().includes(words))
                .slice(0, SHOWN);
        });
        const add = () => {
            const name = own.value ?? (found.value.length === 1 ? found.value[0].name : null);
            if (name && !has(name)) set([...chosen.value, name]);
            if (name) sought.value = '';
        };
        return () => {
            if (!props.draft.editable) return chips(chosen.value, toggle);
            const remove = (name) => (toggle(name), focusOn(`#${CSS.escape(id)}`));
            return h('div', [
                chips(chosen.value, remove),
                h('label', { for: id, class: 'form-label' }, 'Search triggers, or write a type of your own'),
                h('input', {
                    id,
                    type: 'search',
                    class: 'form-control',
                    value: sought.value,
                    autocomplete: 'off',
                    'aria-describedby': `${id}-hint`,
                    onInput: (event) => (sought.value = event.target.value),
                    onKeydown: (event) => event.key === 'Enter' && (event.preventDefault(), add()),
                }),
                h(
                    'div',
                    { id: `${id}-hint`, class: 'tg-hint' },
                    'A type of your own has a dot, such as com.acme.order.paid; * stands for any characters.',
                ),
                own.value && !has(own.value) ? h(Button, { small: true, icon: 'plus', onClick: add }, () => `Add ${own.value}`) : null,
                h(
                    'ul',
                    { class: 'edit-pick', tabindex: 0, 'aria-label': 'Triggers' },
                    found.value.map((one) => h('li', { key: one.name }, pick(one, has(one.name), toggle))),
                ),
                h(Wrong, { errors: errors(props.draft, ['on']) }),
            ]);
        };
    },
};

function chips(names, remove) {
    if (!names.length) return h('p', { class: 'tg-quiet-text' }, 'Nothing starts it yet.');
    return h(
        'ul',
        { class: 'edit-chips', 'aria-label': 'Chosen triggers' },
        names.map((name) =>
            h('li', { key: name, class: 'edit-chip' }, [
                h('bdi', name),
                h(Small, { does: `Remove ${name}`, onClick: () => remove(name) }, () => '×'),
            ]),
        ),
    );
}

function pick(one, is, toggle) {
    return h('label', { class: 'edit-pick-one' }, [
        h('input', { type: 'checkbox', class: 'form-check-input', checked: is, onChange: () => toggle(one.name) }),
        h('span', [
            h('strong', one.name),
            h('span', { class: 'tg-quiet-text' }, ` ${one.title && one.title !== one.name ? one.title : (one.description ?? '')}`),
        ]),
    ]);
}
