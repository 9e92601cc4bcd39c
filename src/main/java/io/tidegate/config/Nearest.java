package io.tidegate.config;

import java.util.List;

/** The known name that a wrong one was probably meant to be. */
final class Nearest {
    private static final int MAX_EDITS = 4;

    private Nearest() {}

    /** {@code "; did you mean X?"}, or nothing if none is near. */
    static String hint(String seen, List<String> known) {
        String best = null;
        int least = MAX_EDITS + 1;
        for (String name : known) {
            int edits = edits(seen, name);
            if (edits < least) {
                least = edits;
                best = name;
            }
        }
        return best == null ? "" : "; did you mean " + best + "?";
    }

    /** Levenshtein's distance. */
    private static int edits(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
