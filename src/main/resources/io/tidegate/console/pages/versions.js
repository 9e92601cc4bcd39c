// The versions of a connector, two of them side by side, and the way back: h(Versions, { id }). A part of the connector's page, and a page of its own.
import { h, reactive, ref, shallowReactive, shallowRef, watch } from '../lib/vue.js';
import { get, post, tagged } from '../api.js';
import { useList } from '../load.js';
import { link, seg } from '../router.js';
import { can } from '../session.js';
import { Button, Card, DataTable, ErrorBox, Page, Status, Text, Time, toast } from '../ui/kit.js';
import { DiffTable } from './edit/diff-table.js';
import { Choice } from './edit/inputs.js';

export const Versions = {
    props: ['id'],
    setup(props) {
        const path = `/api/connectors/${seg(props.id)}`;
        const list = useList(`${path}/versions`, () => ({}), { live: (change) => change.configuration !== undefined });
        const shown = reactive({ left: null, right: null });
        const diff = shallowReactive({ rows: null, problem: null });
        const busy = ref(null);
        watch(
            () => list.items.map((one) => one.version).join(),
            () => begin(list.items, shown),
            { immediate: true },
        );
        watch(
            () => [shown.left, shown.right],
            () => compare(path, shown, diff),
        );
        const restore = async (version) => {
            busy.value = version;
            await back(path, version, list);
            busy.value = null;
        };
        return () => [
            h(Card, { title: 'Versions', flush: true }, () =>
                h(DataTable, {
                    caption: 'Versions of this connector, the newest first',
                    columns: columns(list.items, shown, restore, busy.value),
                    rows: list.items,
                    rowKey: (one) => one.version,
                    next: list.next,
                    onMore: list.more,
                    busy: list.busy,
                    loading: list.loading,
                    problem: list.problem?.status === 404 ? null : list.problem,
                    empty: 'It has no versions here: what stands in a file has those of your version control.',
                }),
            ),
            list.items.length > 1 ? comparison(list.items, shown, diff) : null,
        ];
    },
};

export default {
    title: 'Versions',
    props: ['params', 'query'],
    setup: (props) => () =>
        h(
            Page,
            {
                title: `Versions of ${props.params.id}`,
                crumbs: [
                    { text: 'Connectors', href: '#/connectors' },
                    { text: props.params.id, href: link(`/connectors/${seg(props.params.id)}`) },
                    { text: 'Versions' },
                ],
            },
            () => h(Versions, { id: props.params.id }),
        ),
};

function begin(items, shown) {
    if (items.length < 2 || items.some((one) => one.version === shown.right)) return;
    Object.assign(shown, { left: items[1].version, right: items[0].version });
}

async function compare(path, { left, right }, diff) {
    if (left === null || right === null) return;
    try {
        Object.assign(diff, { rows: (await get(`${path}/versions/${left}/diff/${right}`)).rows, problem: null });
    } catch (problem) {
        Object.assign(diff, { rows: null, problem });
    }
}

function columns(items, shown, restore, busy) {
    return [
        {
            key: 'version',
            title: 'Version',
            render: (one) => [`${one.version} `, one.current ? h(Status, { value: 'active', text: 'current' }) : null],
        },
        { key: 'savedAt', title: 'Saved', render: (one) => h(Time, { value: one.savedAt, exact: true }) },
        { key: 'savedBy', title: 'By' },
        { key: 'note', title: 'Note', render: (one) => h(Text, { value: one.note, max: 200 }) },
        {
            key: 'acts',
            title: 'Actions',
            render: (one) =>
                h('div', { class: 'tg-actions' }, [
                    one.version > 1 && items.some((it) => it.version === one.version - 1)
                        ? h(
                              Button,
                              {
                                  small: true,
                                  label: `What changed with version ${one.version}`,
                                  onClick: () => Object.assign(shown, { left: one.version - 1, right: one.version }),
                              },
                              () => 'What changed',
                          )
                        : null,
                    !one.current && can('author')
                        ? h(
                              Button,
                              {
                                  small: true,
                                  icon: 'replay',
                                  busy: busy === one.version,
                                  label: `Restore version ${one.version}`,
                                  onClick: () => restore(one.version),
                              },
                              () => 'Restore',
                          )
                        : null,
                ]),
        },
    ];
}

/** What was restored becomes a version of its own: nothing is lost, and undo is the same again. */
async function back(path, version, list) {
    const one = async (to) => {
        const now = await tagged(`${path}/configuration`);
        await post(`${path}/versions/${to}/restore`, {}, { ifMatch: now.etag });
        await list.reload();
        return now.body.version;
    };
    try {
        const before = await one(version);
        toast(`Version ${version} is back`, { undo: () => one(before).then(() => toast(`Version ${before} is back`)) });
    } catch (problem) {
        toast(problem.detail, { kind: 'bad' });
    }
}

function comparison(items, shown, diff) {
    const options = items.map((one) => ({ value: String(one.version), text: `${one.version}, ${one.savedBy}` }));
    const choice = (key, label) => h(Choice, { label, value: String(shown[key]), options, onUpdate: (version) => (shown[key] = Number(version)) });
    return h(Card, { title: 'Side by side' }, () => [
        h('div', { class: 'edit-sides' }, [choice('left', 'Left'), choice('right', 'Right')]),
        h(ErrorBox, { problem: diff.problem }),
        diff.rows ? h(DiffTable, { rows: diff.rows, left: `version ${shown.left}`, right: `version ${shown.right}` }) : null,
    ]);
}
