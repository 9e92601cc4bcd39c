function shout(event) {
    event.data.Name = String(event.data.Email).toUpperCase();
    return event;
}
