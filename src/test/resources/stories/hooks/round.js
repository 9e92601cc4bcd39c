function before(event) {
    event.data.total = Math.round(event.data.total * 100) / 100;
    return event;
}
