// The connector that is being edited, before it is saved.
//
//   const draft = newDraft('outflow')            or  draftOf(configuration, etag)
//   put(draft, ['retry', 'attempts'], 5)         undefined takes the key out
//   at(draft, ['to', 'uri'])
//   body(draft)                                  what POST /api/connectors, …/validate and …/try take
//   judged(draft, mistakes)                      those that the server tells
//   errors(draft, ['to', 'uri'])                 what is wrong there, once it is the author's turn to know
import { reactive } from '../../lib/vue.js';

export function newDraft(kind, config = {}) {
    return begun({ kind, config, id: null, editable: true, origin: 'console', yaml: '' }, null);
}

export function draftOf(configuration, etag) {
    const draft = begun(configuration, etag);
    draft.id = configuration.id;
    return draft;
}

function begun(is, etag) {
    const draft = reactive({ revision: 0 });
    load(draft, is, etag);
    return draft;
}

/** Takes what is saved, in the place of what was edited. */
export function load(draft, is, etag) {
    Object.assign(draft, {
        id: is.id,
        kind: is.kind,
        config: structuredClone(is.config ?? {}),
        yaml: is.yaml ?? '',
        truth: is.yaml ? 'yaml' : 'form',
        editable: is.editable,
        origin: is.origin,
        why: is.why ?? null,
        file: is.file ?? null,
        line: is.line ?? null,
        version: is.version ?? null,
        etag,
        mistakes: [],
        warnings: [],
        asked: false,
        note: '',
        revision: draft.revision + 1,
    });
    draft.saved = text(draft);
}

/** What the server takes: the YAML as it was written, unless the form has changed something since. */
export function body(draft) {
    return draft.truth === 'yaml' ? { yaml: draft.yaml } : { kind: draft.kind, config: draft.config };
}

export const text = (draft) => JSON.stringify(body(draft));

export const isChanged = (draft) => draft.editable && text(draft) !== draft.saved;

export function at(draft, keys) {
    return keys.reduce((found, key) => found?.[key], draft.config);
}

export function put(draft, keys, value) {
    if (JSON.stringify(at(draft, keys)) === JSON.stringify(value)) return;
    draft.config = changed(draft.config, keys, value);
    draft.truth = 'form';
}

function changed(map, [key, ...rest], value) {
    const is = map !== null && typeof map === 'object' && !Array.isArray(map) ? { ...map } : {};
    const below = rest.length ? changed(is[key], rest, value) : value;
    if (isNothing(below)) delete is[key];
    else is[key] = below;
    return is;
}

const isNothing = (value) => value === undefined || value === '' || (typeof value === 'object' && value !== null && !Object.keys(value).length);

/** The YAML as somebody writes it; what stands in it is known when the server has read it. */
export function write(draft, yaml) {
    draft.yaml = yaml;
    draft.truth = 'yaml';
}

/** What the server read in the YAML, for the form. */
export function take(draft, kind, config) {
    if (!config || JSON.stringify(config) === JSON.stringify(draft.config)) return;
    draft.kind = kind || draft.kind;
    draft.config = config;
    draft.revision++;
}

export const pointer = (keys) => keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** What the server found wrong; a key that is missing is wrong at its own place, where the form has its field. */
export function judged(draft, mistakes) {
    draft.mistakes = mistakes.map((one) => {
        const missing = / has no "([^"]+)", which it needs/.exec(one.message)?.[1];
        return missing && one.pointer === '' ? { ...one, pointer: pointer([missing]) } : one;
    });
}

/** Messages for this place and what is below it; of what nobody has filled in yet only when a save was asked for. */
export function errors(draft, keys) {
    if (!draft.asked && isNothing(at(draft, keys) ?? undefined)) return [];
    const place = pointer(keys);
    return draft.mistakes.filter((one) => one.pointer === place || one.pointer?.startsWith(`${place}/`)).map((one) => one.message);
}

/** Messages for this place alone. */
export function errorsHere(draft, keys) {
    return draft.asked || !isNothing(at(draft, keys)) ? draft.mistakes.filter((one) => one.pointer === pointer(keys)).map((one) => one.message) : [];
}
