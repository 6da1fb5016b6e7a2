package dev.bellows.loadtester.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetPolicyTest {

  private final Map<String, String[]> names = new HashMap<>();
  private final TargetPolicy policy =
      new TargetPolicy(
          List.of("shop.example.org", "*.test.example"),
          new AddressRules(Set.of(address("10.96.0.1"))),
          this::resolve);

  @ParameterizedTest
  @CsvSource({
    "http://demo-app, 10.96.3.4",
    "http://demo-app:8080/path?a=b, 10.96.3.4",
    "http://demo-app.scaling-challenge.svc, 172.16.0.9",
    "http://demo-app.scaling-challenge.svc.cluster.local, 192.168.1.1",
    "http://demo-app, 100.64.7.7",
    "http://demo-app, fd00:10:96::5",
    "https://demo-app, 10.96.3.4",
    "http://localhost:31005, 127.0.0.1",
    "http://127.0.0.1:31005, 127.0.0.1",
    "http://[::1]:31005, ::1",
    "http://shop.example.org, 93.184.216.34",
    "http://a.b.test.example, 93.184.216.34"
  })
  void services_of_the_cluster_loopback_and_listed_names_may_be_loaded(String url, String address)
      throws Exception {
    names.put("*", new String[] {address});
    assertThat(policy.check(url).addresses().getFirst().getAddress()).isEqualTo(address(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://kubernetes",
        "http://kubernetes.default",
        "http://kubernetes.default.svc",
        "http://KUBERNETES.default.svc.cluster.local",
        "http://metrics-server.kube-system",
        "http://metrics-server.kube-system.svc",
        "http://metrics-server.kube-system.svc.cluster.local",
        "http://example.com",
        "http://demo.example.svc.evil.com",
        "http://169.254.169.254/",
        "http://2852039166/",
        "http://0xa9fea9fe/",
        "http://10.1.2.3",
        "http://[fe80::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://user@demo-app",
        "http://demo-app:0",
        "http://demo-app:99999",
        "https://kubernetes.default.svc",
        "ftp://demo-app",
        "demo-app",
        "http://",
        "http://exa mple",
        ""
      })
  void every_other_url_is_refused(String url) {
    names.put("*", new String[] {"10.96.3.4"});
    assertThatThrownBy(() -> policy.check(url)).isInstanceOf(TargetRefused.class);
  }

  /// A name that is fine but leads to where it must not.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "::ffff:169.254.169.254",
        "64:ff9b::169.254.169.254",
        "2002:a9fe:a9fe::1",
        "fe80::1",
        "fd00:ec2::254",
        "100.100.100.200",
        "10.96.0.1",
        "::ffff:10.96.0.1",
        "0.0.0.0",
        "::",
        "224.0.0.1",
        "255.255.255.255",
        "93.184.216.34",
        "2606:2800:220:1::1"
      })
  void the_address_that_would_be_connected_to_decides(String address) {
    names.put("demo-app", new String[] {"10.96.3.4", address});
    assertThatThrownBy(() -> policy.check("http://demo-app"))
        .isInstanceOf(TargetRefused.class)
        .hasMessageContaining("must not lead to the address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.169.254", "10.96.0.1"})
  void not_even_a_listed_name_may_lead_to_metadata_or_the_api_server(String address) {
    names.put("shop.example.org", new String[] {address});
    assertThatThrownBy(() -> policy.check("http://shop.example.org"))
        .isInstanceOf(TargetRefused.class);
  }

  @Test
  void localhost_that_is_not_loopback_is_refused() {
    names.put("localhost", new String[] {"10.1.1.1"});
    assertThatThrownBy(() -> policy.check("http://localhost")).isInstanceOf(TargetRefused.class);
  }

  @Test
  void a_name_is_resolved_once_and_only_the_checked_addresses_are_kept() throws Exception {
    names.put("demo-app", new String[] {"10.0.0.1", "10.0.0.2"});
    HttpEndpoint endpoint = policy.check("http://demo-app");
    names.put("demo-app", new String[] {"169.254.169.254"});
    assertThat(endpoint.addresses())
        .extracting(a -> a.getAddress().getHostAddress())
        .containsExactly("10.0.0.1", "10.0.0.2");
  }

  @Test
  void the_bundled_target_is_told_its_work_and_another_path_is_left_alone() throws Exception {
    names.put("*", new String[] {"10.0.0.1"});
    assertThat(policy.check("http://demo-app/").pathWith(25)).isEqualTo("/hash?cpuMillis=25");
    assertThat(policy.check("http://demo-app").pathWith(0.5)).isEqualTo("/hash?cpuMillis=0.500");
    assertThat(policy.check("http://demo-app/a?b=c").pathWith(25)).isEqualTo("/a?b=c");
  }

  @Test
  void an_unknown_name_is_said_to_be_unknown() {
    assertThatThrownBy(() -> policy.check("http://nobody"))
        .hasMessageContaining("must have a name that resolves");
  }

  private InetAddress[] resolve(String host) throws UnknownHostException {
    String[] addresses = names.getOrDefault(host, names.get("*"));
    if (addresses == null) {
      throw new UnknownHostException(host);
    }
    return java.util.Arrays.stream(addresses)
        .map(TargetPolicyTest::address)
        .toArray(InetAddress[]::new);
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
