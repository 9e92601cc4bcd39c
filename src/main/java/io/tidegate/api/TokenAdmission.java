package io.tidegate.api;

import io.tidegate.access.Caller;
import io.tidegate.access.Role;
import io.tidegate.intake.BearerToken;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/** Admits the admin token of the settings alone. */
public final class TokenAdmission implements Admission {
    private static final Caller ADMIN = new Caller("admin", Role.ADMIN);

    private final BearerToken admin;

    public TokenAdmission(BearerToken admin) {
        this.admin = admin;
    }

    @Override
    public Future<Verdict> judge(HttpServerRequest request) {
        return Future.succeededFuture(
                switch (admin.judge(request.getHeader("Authorization"))) {
                    case RIGHT -> new Known(ADMIN);
                    case OTHER ->
                            new Barred(
                                    "this is the producer token, the management API needs the admin token");
                    case UNKNOWN ->
                            new Unknown(
                                    "the management API needs the admin token: Authorization: Bearer …");
                });
    }
}
