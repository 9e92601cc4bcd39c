package io.tidegate.inflow;

import io.tidegate.intake.Problem;
import java.util.List;

/** A post is not taken; nothing of it was stored. */
public final class Refused extends Exception {
    private final transient Problem problem;
    private final Reason reason;

    Refused(Reason reason, Problem problem) {
        super(problem.detail(), null, false, false);
        this.reason = reason;
        this.problem = problem;
    }

    static Refused content(String detail) {
        return new Refused(Reason.CONTENT, new Problem(422, "Not accepted", detail));
    }

    static Refused content(String pointer, String detail) {
        return new Refused(Reason.CONTENT, new Problem(422, "Not accepted", detail, pointer));
    }

    static Refused unreadable(String pointer, String detail) {
        List<Problem.Fault> faults =
                pointer.isEmpty() ? List.of() : List.of(new Problem.Fault(pointer, detail));
        return new Refused(Reason.UNREADABLE, new Problem(400, "Not readable", detail, faults));
    }

    static Refused mediaType(String detail) {
        return new Refused(Reason.MEDIA_TYPE, new Problem(415, "Unsupported media type", detail));
    }

    static Refused tooLarge(String pointer, String detail) {
        return new Refused(Reason.TOO_LARGE, new Problem(413, "Too large", detail, pointer));
    }

    static Refused unverified(Reason reason) {
        return new Refused(
                reason,
                new Problem(
                        401,
                        "Unauthorized",
                        "this does not show that it comes from the third party that is expected here; nothing of it"
                                + " was stored"));
    }

    static Refused later(Reason reason, String detail) {
        return new Refused(
                reason,
                new Problem(
                        503,
                        "Cannot be judged",
                        detail + "; nothing of this was stored, send it again later"));
    }

    /** What the third party is answered. */
    public Problem problem() {
        return problem;
    }

    Reason reason() {
        return reason;
    }
}
