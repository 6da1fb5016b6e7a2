package dev.bellows.cli.lab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The page in a real browser, before a real lab with quick clocks. One page and one lab go through
/// all the tests: they are the chapters of one visit.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardIT {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final double PATIENCE = 120_000;
  private static final List<Integer> WIDTHS = List.of(1440, 1024, 390);
  private static final Pattern LIVE = Pattern.compile("^live$");

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> hosts = new CopyOnWriteArrayList<>();
  private Map<String, String> settings;
  private Path manifests;
  private RunningLab lab;
  private Chromium chromium;
  private Page page;

  @BeforeAll
  void open_the_page(@TempDir Path manifestsFolder, @TempDir Path history) throws IOException {
    manifests = manifestsFolder;
    Manifests.copyOfBase(manifests)
        .withQuickBehavior()
        .replacing("hpa.yaml", "maxReplicas: 10", "maxReplicas: 4");
    settings =
        Map.of(
            "BELLOWS_LOOP_INTERVAL", "PT2S",
            "BELLOWS_LOCAL_METRIC_RESOLUTION", "PT2S",
            "BELLOWS_HISTORY_FOLDER", history.toString());
    lab = RunningLab.start(manifests, settings);
    chromium = Chromium.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    page = chromium.browser().newPage(new Browser.NewPageOptions().setViewportSize(1440, 1000));
    page.setDefaultTimeout(PATIENCE);
    page.onConsoleMessage(this::complain);
    page.onPageError(complaints::add);
    page.onRequest(request -> hosts.add(URI.create(request.url()).getAuthority()));
    page.navigate("http://127.0.0.1:" + lab.port() + "/?challenge");
    // Each chapter may be the first one read, so none begins before there is something to see.
    assertThat(page.locator("#link")).hasText(LIVE);
  }

  @AfterAll
  void close() {
    if (lab != null) {
      lab.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  @Order(1)
  void the_page_shows_the_lab_and_asks_nobody_else() {
    assertThat(page.locator("#pods .pod.ready")).hasCount(1);
    assertThat(page.locator("#v-ready")).hasText("1");
    assertThat(page.locator("#conditions li")).hasCount(3);
    assertThat(page.locator("#v-cost-of")).hasText(Pattern.compile("^USD, 0\\.\\d+/h$"));
    assertThat(page.locator("#lanes canvas")).hasCount(5);
    assertThat(page.locator("#rounds li")).hasCount(4);
    assertThat(hosts).containsOnly("127.0.0.1:" + lab.port());
    assertThat(complaints).isEmpty();
  }

  @Test
  @Tag("acceptance")
  @Order(2)
  void heavy_load_makes_the_rate_rise_and_pods_appear_until_it_is_stopped() throws IOException {
    page.locator("[data-profile=heavy]").click();
    assertThat(page.locator("#v-rate")).hasText(Pattern.compile("^[1-9]\\d\\d?$"));
    assertThat(page.locator("#running-name")).hasText("Heavy");
    assertThat(page.locator("#pods .pod.ready")).hasCount(4);
    assertThat(page.locator("#rounds li.seen")).containsText("Heavy load");
    assertThat(page.locator("#events")).containsText("SuccessfulRescale");
    photograph();
    assertThat(Axe.seriousViolations(page)).isEmpty();

    // Where all that took longer than the run lasts, there is nothing left to stop.
    if (page.locator("#running").isHidden()) {
      page.locator("[data-profile=heavy]").click();
    }
    page.locator("#stop").click();
    assertThat(page.locator("#running")).isHidden();
    assertThat(page.locator("#runs")).containsText("stopped");
    assertThat(page.locator("#v-rate")).hasText("0");
    assertThat(complaints).isEmpty();
  }

  @Test
  @Order(3)
  void chaos_asks_once_counts_down_and_follows_the_slider_by_keyboard_alone() {
    Locator chaos = page.locator("#chaos");
    chaos.press("Enter");
    assertThat(page.locator("#chaos-yes")).isFocused();
    page.keyboard().press("Escape");
    assertThat(chaos).isFocused();
    assertThat(page.locator("#running")).isHidden();

    page.keyboard().press("Enter");
    page.keyboard().press("Enter");
    assertThat(chaos).hasText(Pattern.compile("^Chaos: [34]:\\d\\d left$"));
    assertThat(page.locator("#intensity-value")).hasText("150 %");
    page.locator("#intensity").press("Home");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> lab.state().items("runs").getFirst().number("intensity") == 1);

    page.locator("#stop").press("Enter");
    assertThat(chaos).hasText("Chaos attack!");
    assertThat(complaints).isEmpty();
  }

  @Test
  @Order(4)
  void an_edit_is_checked_while_it_is_typed_and_applied_by_the_button() throws IOException {
    page.locator("#hpa-edit").click();
    Locator most = page.getByLabel("Maximum pods");
    Locator yaml = page.locator("#hpa-dialog pre");
    assertThat(yaml).containsText("maxReplicas: 4");
    most.fill("0");
    assertThat(most).hasAttribute("aria-invalid", "true");
    assertThat(page.getByText("Apply", exact())).isDisabled();
    most.fill("1");
    assertThat(page.locator("#hpa-dialog .finding").getByText("fixed-size")).isVisible();
    most.fill("3");
    assertThat(yaml).containsText("maxReplicas: 3");
    page.screenshot(shot("editor"));
    assertThat(Axe.seriousViolations(page)).isEmpty();
    page.getByText("Apply", exact()).click();
    assertThat(page.getByText("Applied")).isVisible();
    page.getByText("Close", exact()).last().click();
    assertThat(page.locator("#hpa-max")).hasText("3");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> lab.state().at("workload").count("max") == 3);
    // The refusal of the edit that was none is the only thing that a browser complains about.
    assertThat(complaints).allMatch(complaint -> complaint.contains("400"));
  }

  @Test
  @Tag("acceptance")
  @Order(5)
  void the_page_says_that_the_controller_is_gone_and_recovers_when_it_is_back() {
    int port = lab.port();
    lab.close();
    assertThat(page.locator("#link.lost")).containsText("no news for");
    assertThat(page.locator("#link.lost")).containsText("what you see is from");

    complaints.clear();
    lab = RunningLab.start(port, manifests, settings);
    assertThat(page.locator("#link")).hasText(LIVE);
    assertThat(page.locator("#hpa-max")).hasText("4");
    assertThat(complaints).allMatch(complaint -> complaint.contains("net::ERR_"));
  }

  private void complain(ConsoleMessage message) {
    if (List.of("error", "warning").contains(message.type())) {
      complaints.add(message.text() + " " + message.location());
    }
  }

  /// Every width in both themes, for people to look at.
  private void photograph() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (int width : WIDTHS) {
        page.setViewportSize(width, 1000);
        page.waitForTimeout(300);
        page.screenshot(shot(width + "-" + scheme.name().toLowerCase(Locale.ROOT)));
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
            .as("width of the page in a window of %d", width)
            .isLessThanOrEqualTo(width);
      }
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(1440, 1000);
  }

  private static ScreenshotOptions shot(String name) {
    return new ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true);
  }

  private static Page.GetByTextOptions exact() {
    return new Page.GetByTextOptions().setExact(true);
  }
}
