// A connector to be changed; one from a file to be looked at, tried and given its secrets.
import { h, reactive, shallowReactive } from '../lib/vue.js';
import { del, post, tagged } from '../api.js';
import { go, link, seg } from '../router.js';
import { can } from '../session.js';
import { Button, ErrorBox, Loading, Page, Status, sure, toast } from '../ui/kit.js';
import { draftOf, load } from './edit/draft.js';
import { Editor } from './edit/editor.js';

export default {
    title: 'Edit connector',
    props: ['params', 'query'],
    setup(props) {
        const id = props.params.id;
        const path = `/api/connectors/${seg(id)}`;
        const page = shallowReactive({ data: null, problem: null });
        tagged(`${path}/configuration`)
            .then(
                ({ body, etag }) =>
                    (page.data = draftOf(
                        {
                            ...body,
                            editable: body.editable && can('author'),
                            why: body.why ?? (can('author') ? null : 'Only authors may change it.'),
                        },
                        etag,
                    )),
            )
            .catch((problem) => (page.problem = problem));
        const saved = async (is) => {
            const before = page.data.version;
            const { body, etag } = await tagged(`${path}/configuration`);
            load(page.data, body, etag);
            toast(`${id} is saved as version ${is.version}`, { undo: before ? () => restore(page.data, path, before) : undefined });
        };
        return () =>
            h(
                Page,
                {
                    title: id,
                    crumbs: [{ text: 'Connectors', href: '#/connectors' }, { text: id, href: link(`/connectors/${seg(id)}`) }, { text: 'Edit' }],
                    subtitle: page.data ? said(page.data) : undefined,
                },
                {
                    badge: () => (page.data?.origin === 'file' ? h(Status, { value: 'none', text: 'from a file' }) : null),
                    actions: () => actions(page.data, path),
                    default: () => h(Loading, { page }, () => h(Editor, { draft: page.data, onSaved: saved })),
                },
            );
    },
};

function said(draft) {
    if (draft.editable) return undefined;
    const why = draft.why ?? 'It is shown only';
    return `${why[0].toUpperCase()}${why.slice(1)}${draft.line ? ` (line ${draft.line})` : ''}.`;
}

function actions(draft, path) {
    if (!draft) return null;
    return [
        h(Button, { icon: 'book', href: link(`/connectors/${seg(draft.id)}/versions`) }, () => 'Versions'),
        h(Button, { icon: 'download', href: `${path}/export`, download: `${draft.id}.camel.yaml` }, () => 'Export'),
        draft.editable ? h(Button, { kind: 'danger', icon: 'trash', onClick: () => remove(draft, path) }, () => 'Delete') : null,
    ];
}

async function restore(draft, path, version) {
    await post(`${path}/versions/${version}/restore`, {}, { ifMatch: draft.etag });
    const { body, etag } = await tagged(`${path}/configuration`);
    load(draft, body, etag);
}

async function remove(draft, path) {
    const text = 'It gets no more events; what is unfinished of it is held. Its versions and deliveries stay to be read.';
    if (!(await sure({ title: `Delete ${draft.id}?`, text, action: 'Delete', danger: true }))) return;
    try {
        await del(path, { ifMatch: draft.etag });
        load(draft, { ...draft, config: draft.config }, null);
        toast(`${draft.id} is deleted`);
        go('/connectors');
    } catch (problem) {
        toast(problem.detail, { kind: 'bad' });
    }
}
