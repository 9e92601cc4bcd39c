// A new connector: out, in, or from a file.
import { h, ref, shallowRef } from '../lib/vue.js';
import { post } from '../api.js';
import { go, seg } from '../router.js';
import { Button, Card, ErrorBox, Icon, Page, Status, Text, toast } from '../ui/kit.js';
import { newDraft } from './edit/draft.js';
import { Editor } from './edit/editor.js';
import { focusOn } from './edit/focus.js';

const KINDS = [
    {
        kind: 'outflow',
        icon: 'send',
        title: 'Send events out',
        text: 'When something happens to a customer, a third party’s API is called: a CRM, a newsletter, a webhook of yours.',
    },
    {
        kind: 'inflow',
        icon: 'download',
        title: 'Take data in',
        text: 'A third party posts what changed, and accounts at the identity provider are made or changed by it.',
    },
];

export default {
    title: 'New connector',
    props: ['params', 'query'],
    setup(props) {
        const draft = shallowRef(KINDS.some((one) => one.kind === props.query?.kind) ? newDraft(props.query.kind) : null);
        const saved = (is) => {
            toast(`${is.id} is saved`);
            go(`/connectors/${seg(is.id)}`);
        };
        return () =>
            h(
                Page,
                {
                    title: draft.value ? `New connector: ${draft.value.kind === 'outflow' ? 'events out' : 'data in'}` : 'New connector',
                    crumbs: [{ text: 'Connectors', href: '#/connectors' }, { text: 'New' }],
                },
                () =>
                    draft.value
                        ? h(Editor, { draft: draft.value, onSaved: saved })
                        : [
                              h(
                                  'ul',
                                  { class: 'edit-kinds' },
                                  KINDS.map((one) =>
                                      h(
                                          'li',
                                          { key: one.kind },
                                          kind(one, () => ((draft.value = newDraft(one.kind)), focusOn('#tg-heading'))),
                                      ),
                                  ),
                              ),
                              h(Import),
                          ],
            );
    },
};

const kind = (one, choose) =>
    h('button', { type: 'button', class: 'edit-card edit-kind', onClick: choose }, [
        h(Icon, { name: one.icon, size: 28 }),
        h('span', [h('strong', one.title), h('span', { class: 'edit-card-words' }, one.text)]),
    ]);

const Import = {
    setup() {
        const problem = shallowRef(null);
        const items = ref([]);
        const take = async (event) => {
            const file = event.target.files[0];
            if (!file) return;
            problem.value = null;
            try {
                items.value = (await post('/api/connectors/import', { yaml: await file.text() })).items;
            } catch (failure) {
                problem.value = failure;
                items.value = [];
            }
            event.target.value = '';
        };
        return () =>
            h(Card, { title: 'From a file' }, () => [
                h('label', { for: 'import-file', class: 'form-label' }, 'A YAML file with connectors, such as one that was exported'),
                h('input', { id: 'import-file', type: 'file', class: 'form-control', accept: '.yaml,.yml', onChange: take }),
                h(ErrorBox, { problem: problem.value }),
                h(
                    'div',
                    { role: 'status' },
                    items.value.length ? h('ul', { class: 'edit-imported' }, items.value.map(imported)) : null,
                ),
                items.value.some((one) => one.outcome !== 'refused') ? h(Button, { href: '#/connectors' }, () => 'To the connectors') : null,
            ]);
    },
};

const imported = (one) =>
    h('li', { key: one.id }, [
        h(Status, { value: one.outcome }),
        ' ',
        one.outcome === 'refused' && !one.errors?.length ? null : h('a', { href: `#/connectors/${seg(one.id)}` }, h(Text, { value: one.id })),
        ...(one.errors ?? []).map((error) =>
            h('div', { class: 'tg-field-error' }, `${error.line ? `line ${error.line}: ` : ''}${error.message ?? error.detail}`),
        ),
    ]);
