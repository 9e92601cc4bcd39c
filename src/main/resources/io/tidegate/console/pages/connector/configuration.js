// Configuration {id}: the YAML as it runs, where it stands, and how it is changed.
import { h } from '../../lib/vue.js';
import { get } from '../../api.js';
import { useLoad } from '../../load.js';
import { link, seg } from '../../router.js';
import { can } from '../../session.js';
import { Card, Button, Facts, Icon, Loading, Payload, Text } from '../../ui/kit.js';

const place = (one) => (one.file ? h(Text, { value: one.line ? `${one.file}:${one.line}` : one.file, mono: true }) : 'made in the console');

export const Configuration = {
    props: ['id'],
    setup(props) {
        const page = useLoad(() => get(`/api/connectors/${seg(props.id)}/configuration`), { live: (change) => change.configuration !== undefined });
        return () => h(Loading, { page }, () => {
            const one = page.data;
            return [
                one.editable ? null : h('div', { class: 'tg-note' }, [h(Icon, { name: 'info' }), h('span', h(Text, { value: one.why ?? 'It is shown here and edited elsewhere.', max: 600 }))]),
                h(Card, { title: 'Configuration' }, {
                    default: () => [
                        h(Facts, { items: [['Stands in', place(one)], one.version ? ['Version', String(one.version)] : null] }),
                        h('div', { class: 'tg-gap' }, h(Payload, { value: one.yaml, label: 'Configuration as YAML' })),
                    ],
                    actions: () => [
                        h(Button, { icon: 'download', href: `/api/connectors/${seg(props.id)}/export`, download: `${props.id}.camel.yaml` }, () => 'Export'),
                        one.editable && can('author') ? h(Button, { icon: 'edit', kind: 'primary', href: link(`/connectors/${seg(props.id)}/edit`) }, () => 'Edit') : null,
                    ],
                }),
            ];
        });
    },
};
