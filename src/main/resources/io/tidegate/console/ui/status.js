// Status {value, text = value, title}: a state as icon, word and colour (never colour alone).
//
//   h(Status, { value: 'delivered' })      h(Status, { value: 'failed', text: '3 failed' })
//
// Words: every state of connectors, deliveries, failed queries, jobs, health and after hooks.
import { h } from '../lib/vue.js';
import { Icon } from './icon.js';
import { shown } from './text.js';

const LOOK = {
    active: ['good', 'play'], delivered: ['good', 'check'], done: ['good', 'check'], ok: ['good', 'check'], replayed: ['good', 'replay'], created: ['good', 'check'], saved: ['good', 'check'],
    pending: ['calm', 'clock'], delivering: ['calm', 'send'], waiting: ['wait', 'clock'], due: ['calm', 'clock'], running: ['calm', 'replay'], held: ['wait', 'pause'],
    degraded: ['wait', 'alert'], warning: ['wait', 'alert'], open: ['bad', 'alert'],
    failed: ['bad', 'cross'], down: ['bad', 'cross'], broken: ['bad', 'alert'], missing: ['bad', 'alert'], error: ['bad', 'alert'], refused: ['bad', 'cross'],
    inactive: ['off', 'pause'], skipped: ['off', 'skip'], discarded: ['off', 'trash'], cancelled: ['off', 'cross'], none: ['off', 'ring'], invited: ['wait', 'clock'],
};

export const Status = (props) => {
    const [tone, icon] = LOOK[props.value] ?? ['off', 'dot'];
    const text = String(props.text ?? props.value ?? '–');
    return h('span', { class: ['tg-status', `tg-${tone}`], title: props.title }, [h(Icon, { name: icon, size: 14 }), h('span', shown(text.slice(0, 60)))]);
};
Status.props = ['value', 'text', 'title'];
