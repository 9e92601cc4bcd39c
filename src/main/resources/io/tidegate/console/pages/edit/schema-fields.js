// The parameters of a destination, out of their JSON Schema, as fields of a form. Nothing here draws or asks the server.
//
//   fieldsOf(destination.parameters)  → [{ name, title, type, secret, required, choices, … }]
//   typed(field, '42')                → 42 for an integer; undefined for an empty text: it is left out
//   mistake(field, value)             → what is wrong with it, or null

export function fieldsOf(schema) {
    const required = new Set(schema?.required ?? []);
    return Object.entries(schema?.properties ?? {}).map(([name, is]) => ({
        name,
        title: is.title ?? name,
        description: is.description ?? null,
        type: is.type ?? 'string',
        secret: is.format === 'password',
        address: is.format === 'uri',
        required: required.has(name) && is.default === undefined,
        choices: is.enum ?? null,
        minimum: is.minimum ?? null,
        maximum: is.maximum ?? null,
        pattern: is.pattern ?? null,
        otherwise: is.default,
        example: is.example ?? null,
    }));
}

/** A text of the form as the value that the configuration holds; what cannot be one stays text. */
export function typed(field, text) {
    if (text === '' || text === null || text === undefined) return undefined;
    if (field.type === 'boolean') return text === true || text === 'true';
    if (field.type !== 'integer' && field.type !== 'number') return text;
    const number = Number(text);
    return String(text).trim() !== '' && Number.isFinite(number) ? number : text;
}

export function mistake(field, value) {
    const empty = value === undefined || value === null || value === '';
    if (empty) return field.required ? `${field.title} is needed.` : null;
    if (isReference(value)) return null;
    if (field.secret) return 'A secret is named here, its text is not written into the connector.';
    if (field.choices && !field.choices.includes(value)) return `Choose one of ${field.choices.join(', ')}.`;
    return field.type === 'string' ? textMistake(field, String(value)) : numberMistake(field, value);
}

function textMistake(field, text) {
    if (field.address && !/^https?:\/\/\S+$/i.test(text)) return 'An address begins with http:// or https://.';
    return field.pattern && !fits(field.pattern, text) ? `It must look like ${field.example ?? field.pattern}.` : null;
}

function numberMistake(field, value) {
    if (field.type === 'boolean') return typeof value === 'boolean' ? null : 'Choose yes or no.';
    if (typeof value !== 'number') return 'A number is written like 18 or 2.5.';
    if (field.type === 'integer' && !Number.isInteger(value)) return 'It must be a whole number.';
    if (field.minimum !== null && value < field.minimum) return `It must be at least ${field.minimum}.`;
    return field.maximum !== null && value > field.maximum ? `It must be at most ${field.maximum}.` : null;
}

/** Java's patterns are not all JavaScript's: one that cannot be read here is left to the server. */
function fits(pattern, text) {
    try {
        return new RegExp(`^(?:${pattern})$`, 'u').test(text);
    } catch {
        return true;
    }
}

const isReference = (value) => typeof value === 'string' && /\{\{(secret|env):[^{}]+\}\}/.test(value);

/** The secret that a text is; null if it is none, or more than one. */
export function secretName(value) {
    return /^\{\{secret:([^{}]+)\}\}$/.exec(value ?? '')?.[1] ?? null;
}

export const secretText = (name) => `{{secret:${name}}}`;

/** A name to begin with: hubspot-access-token of hubspot-contact-upsert's accessToken. */
export function proposedSecret(owner, parameter) {
    return idOf(`${owner.split('-')[0]}-${parameter.replace(/([a-z0-9])([A-Z])/g, '$1-$2')}`);
}

/** An id out of a title: "CRM contacts" → crm-contacts. */
export function idOf(title) {
    return title
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .replace(/ß/g, 'ss')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 100);
}

/** What is wrong with an id; null if nothing is. */
export function idMistake(id, taken) {
    if (!id) return 'It needs a name.';
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(id))
        return 'Letters, digits, dots, dashes and underscores, at most 100; the first is a letter or digit.';
    return taken.includes(id) ? `There is a connector ${id} already.` : null;
}
