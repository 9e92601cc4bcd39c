package io.tidegate.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One subscriber is one network, however many addresses it may use or spellings there are. */
class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2::7, 20010db800010002/64",
        "2001:db8:1:2:ffff:ffff:ffff:ffff, 20010db800010002/64",
        "2001:0DB8:0001:0002:0:0:0:8, 20010db800010002/64",
        "2001:db8:1:3::7, 20010db800010003/64",
        "::ffff:192.0.2.7, 192.0.2.7",
        "64:ff9b::c000:207, 192.0.2.7",
        "::1, 0000000000000000/64",
        "not:an:address, unknown",
        "unknown, unknown"
    })
    void anAddressBelongsTo(String address, String network) {
        assertThat(Network.of(address)).isEqualTo(network);
    }
}
