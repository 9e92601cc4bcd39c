// Switch {connector, done, small}: activates or deactivates with one click, and takes it back with another; done() after each.
// A function and no event: its row may be gone when it is taken back.
import { h, ref } from '../../lib/vue.js';
import { post } from '../../api.js';
import { seg } from '../../router.js';
import { can } from '../../session.js';
import { Button, toast } from '../../ui/kit.js';

const ask = (id, active) => post(`/api/connectors/${seg(id)}/${active ? 'activate' : 'deactivate'}`);

const said = (id, active) => (active ? `${id} is active` : `${id} is inactive: what it has is kept, and goes on when it is active again`);

export const Switch = {
    props: ['connector', 'small', 'done'],
    setup(props) {
        const busy = ref(false);
        const turn = async () => {
            const { id, active } = props.connector;
            busy.value = true;
            try {
                await ask(id, !active);
                toast(said(id, !active), { undo: () => ask(id, active).then(() => props.done()) });
                props.done();
            } catch (problem) {
                toast(problem.detail, { kind: 'bad' });
            } finally {
                busy.value = false;
            }
        };
        return () => {
            const { id, active } = props.connector;
            return can('operator')
                ? h(Button, { small: props.small, icon: active ? 'pause' : 'play', busy: busy.value, onClick: turn }, () => [active ? 'Deactivate' : 'Activate', h('span', { class: 'visually-hidden' }, ` ${id}`)])
                : null;
        };
    },
};
