// Somebody else saved meanwhile: their version beside mine, and which of both stays; nothing is lost, both are kept as versions.
//
//   h(Conflict, { draft, theirs: { body, etag }, onKeep(etag), onTake, onClose })
import { computed, h } from '../../lib/vue.js';
import { Button, Dialog, Text, Time } from '../../ui/kit.js';
import { compare } from './diff.js';
import { DiffTable } from './diff-table.js';

export const Conflict = {
    props: ['draft', 'theirs', 'busy'],
    emits: ['keep', 'take', 'close'],
    setup(props, { emit }) {
        const rows = computed(() => (props.theirs ? compare(props.theirs.body.yaml ?? '', props.draft.yaml) : []));
        return () =>
            h(
                Dialog,
                { open: Boolean(props.theirs), title: 'Somebody else saved this connector', wide: true, onClose: () => emit('close') },
                {
                    default: () => [
                        h('p', [
                            `Version ${props.theirs?.body.version} was saved by `,
                            h(Text, { value: props.theirs?.body.savedBy, max: 80 }),
                            ' ',
                            h(Time, { value: props.theirs?.body.savedAt }),
                            ', after you began. Nothing of yours is saved yet; theirs is kept among the versions, whatever you choose.',
                        ]),
                        h(DiffTable, { rows: rows.value, left: `theirs, version ${props.theirs?.body.version}`, right: 'yours' }),
                    ],
                    actions: () => [
                        h(Button, { onClick: () => emit('close') }, () => 'Go on editing'),
                        h(Button, { onClick: () => emit('take') }, () => 'Take theirs'),
                        h(
                            Button,
                            { kind: 'primary', busy: props.busy, onClick: () => emit('keep', props.theirs.etag) },
                            () => 'Save mine as a new version',
                        ),
                    ],
                },
            );
    },
};
