package io.tidegate.sync;

import io.tidegate.identity.Action;
import java.util.List;

/** The webhooks that the provider sends for an action when it is not asked to keep silent. */
final class PublishedTypes {
    private PublishedTypes() {}

    static List<String> of(Action action, boolean created, boolean phoneChanged) {
        return switch (action) {
            case CREATE_ACCOUNT -> List.of("Register");
            case UPSERT_ACCOUNT, UPDATE_ACCOUNT -> ofAccount(created, phoneChanged);
            case DELETE_ACCOUNT -> List.of("DeleteAccount");
            case ADD_EMAIL, REMOVE_EMAIL, UNBLOCK_ACCOUNT, VERIFY_EMAIL, VERIFY_PHONE ->
                    List.of("UpdateProfile");
            case SET_PHONE -> List.of("UpdatePhoneId");
            case SET_PASSWORD -> List.of("SetPassword");
            case BLOCK_ACCOUNT -> List.of("UpdateProfile", "BlockAccount");
            case ASSIGN_ROLES, SET_ROLE_CONTEXT -> List.of("AssignRoles");
            case UNASSIGN_ROLES -> List.of("UnassignRoles");
            case CREATE_CUSTOM_OBJECT -> List.of("CreateCustomObject");
            case UPDATE_CUSTOM_OBJECT -> List.of("UpdateCustomObject");
            case UPSERT_CUSTOM_OBJECT ->
                    List.of(created ? "CreateCustomObject" : "UpdateCustomObject");
            case DELETE_CUSTOM_OBJECT -> List.of("DeleteCustomObject");
            case INVALIDATE_EMAIL -> List.of("InvalidateEmailVerification");
            case INVALIDATE_PHONE -> List.of("InvalidatePhoneVerification");
        };
    }

    private static List<String> ofAccount(boolean created, boolean phoneChanged) {
        if (created) {
            return List.of("Register");
        }
        return phoneChanged ? List.of("UpdateProfile", "UpdatePhoneId") : List.of("UpdateProfile");
    }
}
