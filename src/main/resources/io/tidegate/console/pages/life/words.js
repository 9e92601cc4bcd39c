// What the states of deliveries, notes and conflicts mean, in words; and the filters that lists of deliveries and failed queries share.
import { get } from '../../api.js';
import { useLoad } from '../../load.js';
import { can } from '../../session.js';

export const STATUSES = ['delivering', 'pending', 'waiting', 'delivered', 'skipped', 'failed'];
export const STAGES = ['rule', 'before', 'mapping', 'request', 'after'];

/** Where a delivery stands, as one sentence. */
export function standing(delivery) {
    const stage = delivery.stage ? ` at ${stageWord(delivery.stage)}` : '';
    switch (delivery.status) {
        case 'delivering': return 'A request is on the wire.';
        case 'pending': return 'It waits for its turn.';
        case 'waiting': return 'Its last attempt failed; it is tried again.';
        case 'delivered': return delivery.request?.method === 'ACTION' ? 'The action was carried out.' : delivery.after === 'failed' ? 'The third party took it, and an after hook failed since.' : 'The third party took it.';
        case 'skipped': return skipReason(delivery);
        case 'failed': return `It failed${stage}, and is not tried again by itself.`;
        default: return String(delivery.status);
    }
}

export const stageWord = (stage) => ({ rule: 'a rule', before: 'a before hook', mapping: 'the mapping', sanitize: 'cleaning the profile', request: 'the request', after: 'an after hook' })[stage] ?? stage;

export function skipReason(delivery) {
    const reason = delivery.reason ?? '';
    if (reason.startsWith('$')) {
        return 'A rule did not hold, so nothing was sent.';
    }
    if (reason === 'echo') {
        return 'It would tell the system of its own change (an echo), so nothing was sent.';
    }
    return `Nothing was sent: ${reason}.`;
}

export const heldWord = (held) => ({ inactive: 'the connector is inactive', missing: 'the connector’s file is gone', broken: 'the connector’s file is broken' })[held] ?? `the connector is ${held}`;

/** Why a posted value of an inflow was not written. */
export const lossWord = (by) => ({
    'not-empty': 'the account has a value there already, and the connector fills only empty fields',
    later: 'the account was changed later than the post',
    report: 'the system reported what it was sent before',
})[by] ?? by;

export const outcomeWord = (outcome) => ({
    created: 'a new account was made', updated: 'the account was changed', unchanged: 'the account said so already', deleted: 'the account was deleted', withheld: 'nothing was left to write',
})[outcome] ?? outcome;

/** Options of a select: every connector; beside it what the address names, if it is none of them (any more). */
export function useConnectors() {
    const known = useLoad(() => get('/api/connectors'));
    return (chosen) => {
        const ids = (known.data?.items ?? []).map((c) => c.id).sort();
        const all = chosen && !ids.includes(chosen) ? [chosen, ...ids] : ids;
        return [{ value: '', text: 'Any' }, ...all.map((id) => ({ value: id, text: id }))];
    };
}

export const any = (values) => [{ value: '', text: 'Any' }, ...values.map((v) => ({ value: v, text: v }))];

export const isOperator = () => can('operator');
