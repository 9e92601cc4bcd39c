(function (event) {
    return event;
})
