(event) => event
