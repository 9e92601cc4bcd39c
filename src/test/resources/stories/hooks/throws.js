function hook(event) {
    throw new Error('this hook has no use for ' + event.id);
}
