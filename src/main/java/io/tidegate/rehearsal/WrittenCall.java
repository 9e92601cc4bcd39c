package io.tidegate.rehearsal;

import io.tidegate.event.Json;
import io.tidegate.identity.Write;

/** A write in words for people. */
final class WrittenCall {
    private WrittenCall() {}

    static String words(Write write) {
        if (write instanceof Write.Profile profile) {
            return "write " + String.join(", ", profile.members().keySet());
        }
        if (write instanceof Write.Email email) {
            return "set the " + email.type() + " e-mail " + email.value();
        }
        if (write instanceof Write.RemoveEmail email) {
            return "remove the e-mail " + email.value();
        }
        if (write instanceof Write.Phone phone) {
            return "set the phone " + phone.number();
        }
        if (write instanceof Write.Password) {
            return "set the password";
        }
        if (write instanceof Write.AssignRoles roles) {
            return "assign " + String.join(", ", roles.roles());
        }
        if (write instanceof Write.UnassignRoles roles) {
            return "unassign " + String.join(", ", roles.roles());
        }
        return others(write);
    }

    private static String others(Write write) {
        if (write instanceof Write.RoleContexts contexts) {
            return "set role contexts " + Json.text(contexts.contexts());
        }
        if (write instanceof Write.InvalidateEmail email) {
            return "invalidate the e-mail" + (email.address() == null ? "" : " " + email.address());
        }
        if (write instanceof Write.CreateObject object) {
            return "add a record of " + object.object();
        }
        if (write instanceof Write.UpdateObject object) {
            return "write the record " + object.id() + " of " + object.object();
        }
        return write instanceof Write.DeleteObject object
                ? "delete the record " + object.id() + " of " + object.object()
                : "invalidate the phone";
    }
}
