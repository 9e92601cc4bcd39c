package io.tidegate.identity;

import java.util.Locale;

/** What can be done on the identity provider's API. */
public enum Action {
    CREATE_ACCOUNT,
    UPDATE_ACCOUNT,
    UPSERT_ACCOUNT,
    DELETE_ACCOUNT,
    ADD_EMAIL,
    REMOVE_EMAIL,
    SET_PHONE,
    SET_PASSWORD,
    BLOCK_ACCOUNT,
    UNBLOCK_ACCOUNT,
    ASSIGN_ROLES,
    UNASSIGN_ROLES,
    SET_ROLE_CONTEXT,
    CREATE_CUSTOM_OBJECT,
    UPDATE_CUSTOM_OBJECT,
    UPSERT_CUSTOM_OBJECT,
    DELETE_CUSTOM_OBJECT,
    VERIFY_EMAIL,
    INVALIDATE_EMAIL,
    VERIFY_PHONE,
    INVALIDATE_PHONE;

    /** As connectors write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
