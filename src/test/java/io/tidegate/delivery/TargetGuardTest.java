package io.tidegate.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.ManualClock;
import io.tidegate.delivery.TargetGuard.Refused;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGuardTest {
    private final ManualClock clock = new ManualClock("2026-03-01T10:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "93.184.216.34",
                "172.15.255.255",
                "172.32.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "2606:2800:220:1::1",
                "2002:5db8:d822::1",
                "64:ff9b::5db8:d822"
            })
    void callsPublicAddresses(String address) throws Refused {
        assertThat(guard(false).check(address).getHostAddress()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "2130706433",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "198.18.0.1",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "fc00::1",
                "fd12:3456::1",
                "fec0::1",
                "2002:7f00:1::1",
                "2002:0a00:1::1",
                "64:ff9b::7f00:1",
                "::ffff:0:7f00:1",
                "64:ff9b::c0a8:101",
                "64:ff9b:1::c0a8:101",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2"
            })
    void refusesPrivateAddressesUnlessTheyAreAllowed(String address) throws Refused {
        assertThatThrownBy(() -> guard(false).check(address))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("the target " + address + " is at the private address ")
                .hasMessageEndingWith(
                        "allow it with TIDEGATE_ALLOWED_PRIVATE_TARGETS, or all with"
                                + " TIDEGATE_ALLOW_PRIVATE_TARGETS=true");
        assertThat(guard(true).check(address)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "100.100.100.200",
                "192.0.0.192",
                "168.63.129.16",
                "fd00:ec2::254",
                "fd20:ce::254",
                "fe80::1",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "2002:a9fe:a9fe::1",
                "64:ff9b::a9fe:a9fe",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "224.0.0.1",
                "ff02::1",
                "255.255.255.255"
            })
    void neverCallsMetadataLinkLocalOrUnroutableAddresses(String address) {
        TargetGuard all = new TargetGuard(true, List.of(address, "0.0.0.0/0", "::/0"), clock);

        assertThatThrownBy(() -> all.check(address))
                .isInstanceOf(Refused.class)
                .hasMessageEndingWith(
                        "a link-local, metadata or unroutable address: these are never called");
    }

    @Test
    void aNameIsAsPrivateAsItsAddress() throws Refused {
        assertThatThrownBy(() -> guard(false).check("localhost"))
                .hasMessageStartingWith("the target localhost is at the private address ");
        assertThat(guard(false, "LocalHost").check("localhost").isLoopbackAddress()).isTrue();
    }

    @Test
    void aRangeAllowsItsOwnAddressesOnly() throws Refused {
        TargetGuard guard = guard(false, "10.20.0.0/14", "fd00:1::/32");

        assertThat(guard.check("10.23.255.255")).isNotNull();
        assertThat(guard.check("fd00:1::9")).isNotNull();
        assertThatThrownBy(() -> guard.check("10.24.0.0")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> guard.check("fd00:2::9")).isInstanceOf(Refused.class);
    }

    @Test
    void aRangeAllowsAnAddressThatIPv6Carries() throws Refused {
        assertThat(guard(false, "10.0.0.0/8").check("64:ff9b::a00:1")).isNotNull();
    }

    @Test
    void aNameWithoutAnAddressIsNamed() {
        assertThatThrownBy(() -> guard(true).check("nowhere.invalid"))
                .hasMessage("the name nowhere.invalid has no address");
    }

    @Test
    void whatWasCheckedStandsForThirtySeconds() throws Refused {
        TargetGuard guard = guard(true);
        InetAddress checked = guard.check("127.0.0.1");

        clock.advance(Duration.ofSeconds(30));
        assertThat(guard.recent("127.0.0.1")).isEqualTo(checked);
        clock.advance(Duration.ofMillis(1));
        assertThat(guard.recent("127.0.0.1")).isNull();
    }

    @Test
    void whatWasRefusedIsNotRemembered() {
        TargetGuard guard = guard(false);

        assertThatThrownBy(() -> guard.check("127.0.0.1")).isInstanceOf(Refused.class);
        assertThat(guard.recent("127.0.0.1")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0.0/-1", "fc00::/129", "10.0.0.0/x", "300.1.1.1/8"})
    void aRangeThatIsNoneIsSaidSo(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    private TargetGuard guard(boolean allowPrivate, String... allowed) {
        return new TargetGuard(allowPrivate, List.of(allowed), clock);
    }
}
