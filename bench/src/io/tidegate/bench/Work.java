package io.tidegate.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * The work of every contender: one CloudEvent of about 1 KB in structured mode, as the bytes of a
 * whole HTTP request. Id, subject and e-mail carry a number of {@value #DIGITS} digits, so that
 * each event is its own and has a subject of its own.
 */
final class Work {
    static final String PATH = "/events";
    static final String HEALTH = "/observe/health";
    static final String ID = "evt-";
    static final String TYPE = "application/cloudevents+json";
    static final int DIGITS = 12;
    static final int BODY_SIZE = 1_024;

    private static final String NUMBER = "#".repeat(DIGITS);
    private static final String BODY =
            """
            {"specversion":"1.0","id":"evt-NUMBER","source":"urn:bench:identity","type":"Register",\
            "subject":"user-NUMBER","time":"2026-01-01T00:00:00Z","datacontenttype":"application/json","data":{\
            "EmailVerified":true,"FirstName":"Ada","LastName":"Lovelace","Gender":"F","BirthDate":"12-10-1985",\
            "Email":[{"Type":"Primary","Value":"u.NUMBER@example.org"}],\
            "PhoneNumbers":[{"PhoneType":"Mobile","PhoneNumber":"+44 20 7946 0958"}],\
            "Addresses":[{"Type":"Home","Address1":"12 St James's Square","City":"London","PostalCode":"SW1Y 4JH",\
            "Country":"United Kingdom"}],"Roles":["customer","newsletter"],"IsActive":true,"NoOfLogins":3,\
            "CustomFields":{"segment":"b2c","consent":"2026-01-01","note":"PADDING"}}}\
            """
                    .replace("NUMBER", NUMBER);

    private static final String PADDED =
            BODY.replace("PADDING", "x".repeat(BODY_SIZE - BODY.length() + "PADDING".length()));

    private final byte[] request;
    private final int[] numbers;

    Work(String token) {
        String text =
                "POST "
                        + PATH
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                        + token
                        + "\r\nContent-Type: "
                        + TYPE
                        + "\r\nContent-Length: "
                        + BODY_SIZE
                        + "\r\n\r\n"
                        + PADDED;
        request = text.getBytes(StandardCharsets.US_ASCII);
        numbers =
                IntStream.range(0, text.length())
                        .filter(at -> text.startsWith(NUMBER, at))
                        .toArray();
    }

    /** The data of one event, as it is stored. */
    static byte[] data(long number) {
        String data = PADDED.substring(PADDED.indexOf("\"data\":") + 7, PADDED.length() - 1);
        return data.replace(NUMBER, digits(number)).getBytes(StandardCharsets.US_ASCII);
    }

    /** One event whole, as a bus carries it. */
    static byte[] event(long number) {
        return PADDED.replace(NUMBER, digits(number)).getBytes(StandardCharsets.US_ASCII);
    }

    static String id(long number) {
        return ID + digits(number);
    }

    static String subject(long number) {
        return "user-" + digits(number);
    }

    private static String digits(long number) {
        String digits = Long.toString(number);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    int size() {
        return request.length;
    }

    /** Fills the buffer with the request for one event, ready to be written out. */
    void put(long number, ByteBuffer out) {
        for (int last = DIGITS - 1; last >= 0; last--, number /= 10) {
            byte digit = (byte) ('0' + number % 10);
            for (int at : numbers) {
                request[at + last] = digit;
            }
        }
        out.clear().put(request).flip();
    }
}
