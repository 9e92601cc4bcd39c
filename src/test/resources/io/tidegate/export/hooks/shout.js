function shout(event) {
    event.data.Name = event.data.Email.toUpperCase();
    return event;
}
