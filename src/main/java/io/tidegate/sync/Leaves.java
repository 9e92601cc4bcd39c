package io.tidegate.sync;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A profile as a set of hashes, one for each value with the path it stands at; what no system syncs
 * is left out. An absent value and {@code null} are the same, an array's order does not count.
 */
final class Leaves {
    static final Leaves NONE = new Leaves(new long[0]);

    /** Values of one profile: what is beyond makes it another's, which costs a request. */
    private static final int MOST = 4_000;

    /** Made by the provider alone, or removed from webhooks before they are stored. */
    private static final Set<String> NOT_SYNCED =
            Set.of(
                    ("uid id identityid provider registrationprovider fullname firstlogin createddate"
                                    + " modifieddate profilemodifieddate signupdate lastlogindate"
                                    + " lastloginlocation nooflogins identities previousuids password"
                                    + " lastpasswordchangedate passwordexpirationdate"
                                    + " lastpasswordchangetoken issecurepassword ispasswordbreached pin"
                                    + " provideraccesscredential externaluserloginid age"
                                    + " registrationsource registrationdata loginlockedtype iscustomuid"
                                    + " isrequiredfieldsfilledonce unverifiedemail signature")
                            .split(" "));

    private static final Pattern ELEMENT = Pattern.compile("\\[[^\\]]*]");

    private final long[] sorted;

    private Leaves(long[] sorted) {
        this.sorted = sorted;
    }

    static Leaves of(@Nullable Map<?, ?> profile) {
        if (profile == null || profile.isEmpty()) {
            return NONE;
        }
        LongStream.Builder found = LongStream.builder();
        int[] left = {MOST};
        profile.forEach(
                (name, value) -> {
                    String path = lower(name);
                    if (!NOT_SYNCED.contains(path)) {
                        add(path, value, found, left);
                    }
                });
        return new Leaves(found.build().sorted().distinct().toArray());
    }

    /**
     * Of one field, by the same paths as in a whole profile.
     *
     * @param field such as {@code Email[primary].Value}: which element it is does not count
     */
    static Leaves of(String field, @Nullable Object value) {
        LongStream.Builder found = LongStream.builder();
        add(lower(ELEMENT.matcher(field).replaceAll("[]")), value, found, new int[] {MOST});
        return new Leaves(found.build().sorted().distinct().toArray());
    }

    /** Of hashes. */
    static Leaves of(Set<Long> hashes) {
        return new Leaves(hashes.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    Set<Long> hashes() {
        return Arrays.stream(sorted).boxed().collect(Collectors.toSet());
    }

    private static void add(
            String path, @Nullable Object value, LongStream.Builder found, int[] left) {
        if (value == null || left[0]-- <= 0) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> add(path + "." + lower(name), inner, found, left));
        } else if (value instanceof Iterable<?> list) {
            list.forEach(inner -> add(path + "[]", inner, found, left));
        } else {
            found.add(hash(path + "=" + text(value)));
        }
    }

    private static String lower(@Nullable Object name) {
        return String.valueOf(name).toLowerCase(Locale.ROOT);
    }

    private static String text(Object value) {
        return value instanceof Number
                ? new BigDecimal(value.toString()).stripTrailingZeros().toPlainString()
                : value.toString();
    }

    /**
     * FNV-1a over UTF-16 units, finished as MurmurHash3 does: it is stored, so it never changes.
     */
    static long hash(String text) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * 0x100000001b3L;
        }
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }

    boolean isEmpty() {
        return sorted.length == 0;
    }

    private boolean has(long leaf) {
        return Arrays.binarySearch(sorted, leaf) >= 0;
    }

    boolean hasAll(Leaves others) {
        return Arrays.stream(others.sorted).allMatch(this::has);
    }

    boolean hasAny(Leaves others) {
        return Arrays.stream(others.sorted).anyMatch(this::has);
    }

    Leaves and(Leaves others) {
        return new Leaves(Arrays.stream(sorted).filter(others::has).toArray());
    }

    Leaves or(Leaves others) {
        return new Leaves(
                LongStream.concat(Arrays.stream(sorted), Arrays.stream(others.sorted))
                        .sorted()
                        .distinct()
                        .toArray());
    }

    Leaves without(Leaves others) {
        return new Leaves(Arrays.stream(sorted).filter(leaf -> !others.has(leaf)).toArray());
    }

    int size() {
        return sorted.length;
    }

    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(sorted.length * Long.BYTES);
        Arrays.stream(sorted).forEach(bytes::putLong);
        return bytes.array();
    }

    static Leaves read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long[] leaves = new long[bytes.length / Long.BYTES];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = buffer.getLong();
        }
        return new Leaves(leaves);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Leaves leaves && Arrays.equals(sorted, leaves.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return sorted.length + " values";
    }
}
