package dev.bellows.cli.lab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.bellows.cli.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The challenge, and then what one does with the time that it took: zoom, pause, compare, take a
/// report home. One browser before one lab with quick clocks; the lab's history begins twenty
/// minutes before.
@Tag("acceptance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardTimelineIT {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final double PATIENCE = 120_000;
  private static final int EARLIER_SECONDS = 1200;
  private static final int RECENT_SECONDS = 300;
  private static final Pattern LIVE = Pattern.compile("^live$");
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// A stretch of the timeline, seconds since 1970.
  private record Stretch(long from, long to) {
    long seconds() {
      return to - from;
    }
  }

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private RunningLab lab;
  private Wire wire;
  private Chromium chromium;
  private BrowserContext context;
  private Page page;

  @BeforeAll
  void open_the_page(@TempDir Path manifests, @TempDir Path history) throws IOException {
    Manifests.copyOfBase(manifests)
        .withQuickBehavior()
        .replacing("hpa.yaml", "maxReplicas: 10", "maxReplicas: 4");
    writeEarlierHistory(history);
    lab =
        RunningLab.start(
            manifests,
            Map.of(
                "BELLOWS_LOOP_INTERVAL", "PT2S",
                "BELLOWS_LOCAL_METRIC_RESOLUTION", "PT2S",
                "BELLOWS_HISTORY_FOLDER", history.toString()));
    chromium = Chromium.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    context =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions().setViewportSize(1440, 1000).setTimezoneId("UTC"));
    context.setDefaultTimeout(PATIENCE);
    page = context.newPage();
    page.onConsoleMessage(message -> {
      if (List.of("error", "warning").contains(message.type())) {
        complaints.add(message.text() + " " + message.location());
      }
    });
    page.onPageError(complaints::add);
    wire = new Wire(lab.port());
    page.navigate("http://127.0.0.1:" + wire.port() + "/?challenge");
    assertThat(page.locator("#link")).hasText(LIVE);
  }

  @AfterAll
  void close() throws IOException {
    if (chromium != null) {
      chromium.close();
    }
    if (wire != null) {
      wire.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  /// What fails in one chapter is not to fail all that follow.
  @BeforeEach
  void go_on() {
    context.setOffline(false);
    wire.mend();
    page.keyboard().press("Escape");
    if (page.locator("#pause").textContent().equals("Go on")) {
      page.locator("#pause").click();
    }
    page.locator("[data-range=recent]").click();
  }

  @Test
  @Order(1)
  void the_rounds_of_the_challenge_are_ticked_one_after_the_other() {
    Locator rounds = page.locator("#rounds > li");
    Locator seen = page.locator("#rounds > li.seen");
    assertThat(seen).hasCount(0);

    page.getByText("Start light load").click();
    assertThat(seen).hasCount(1);
    assertThat(rounds.nth(0)).hasClass("seen");
    stopLoad();

    page.getByText("Start heavy load").click();
    assertThat(seen).hasCount(2);
    assertThat(rounds.nth(1)).hasClass("seen");
    stopLoad();

    page.locator("#chaos").click();
    page.locator("#chaos-yes").click();
    assertThat(seen).hasCount(3);
    assertThat(rounds.nth(3)).hasClass("next");
    stopLoad();

    assertThat(seen).hasCount(4);
    page.reload();
    assertThat(seen).hasCount(4);
    page.locator("#challenge-close").click();
    assertThat(complaints).isEmpty();
  }

  @Test
  @Order(2)
  void five_minutes_the_run_and_all_are_as_long_as_they_say() {
    page.locator("#pause").click();
    assertThat(shown().seconds())
        .isBetween((long) RECENT_SECONDS - 2, (long) RECENT_SECONDS + EARLIER_SECONDS / 4);

    page.locator("[data-range=run]").click();
    Stretch run = shown();
    Instant begun = Instant.parse(lab.state().items("runs").getFirst().text("startedAt"));
    assertThat(begun.getEpochSecond() - run.from()).isBetween(9L, 40L);
    assertThat(run.to() - begun.getEpochSecond()).isPositive();

    page.locator("[data-range=all]").click();
    patiently("the whole history").until(() -> shown().seconds() >= EARLIER_SECONDS);
    assertThat(page.locator("[data-range=all]")).hasAttribute("aria-pressed", "true");
    page.locator("#pause").click();
    assertThat(complaints).isEmpty();
  }

  @Test
  @Order(3)
  void dragging_zooms_into_a_stretch_and_there_are_three_ways_back_to_all() {
    page.locator("[data-range=all]").click();
    Stretch all = shown();
    Locator plot = page.locator(".lane-latency .u-over");
    Locator back = page.locator("#unzoom");
    assertThat(back).isHidden();

    drag(plot, 0.2, 0.5);
    assertThat(back).isVisible();
    Stretch zoomed = shown();
    assertThat(zoomed.seconds() / (double) all.seconds()).isBetween(0.25, 0.35);
    assertThat((zoomed.from() - all.from()) / (double) all.seconds()).isBetween(0.15, 0.25);
    // It stays, whatever comes in.
    page.waitForTimeout(2_500);
    assertThat(shown()).isEqualTo(zoomed);

    plot.dblclick();
    assertThat(back).isHidden();
    assertThat(shown().seconds()).isGreaterThanOrEqualTo(all.seconds());
    drag(plot, 0.7, 0.4);
    assertThat(back).isVisible();
    back.click();
    assertThat(back).isHidden();
    drag(plot, 0.1, 0.2);
    page.locator("[data-range=all]").click();
    assertThat(back).isHidden();
    assertThat(shown().seconds()).isGreaterThanOrEqualTo(all.seconds());
    assertThat(complaints).isEmpty();
  }

  @Test
  @Order(4)
  void a_pause_holds_the_picture_and_going_on_shows_what_came_meanwhile() {
    page.locator("[data-range=recent]").click();
    Locator pause = page.locator("#pause");
    Locator time = page.locator("#lanes .instant-time");
    long before = Instant.now().getEpochSecond();
    pause.click();
    assertThat(pause).hasText("Go on");
    page.locator("#lanes .lanes").press("Escape");
    String held = time.textContent();
    patiently("seconds that come in meanwhile").until(() -> newestRecorded() > before + 5);
    assertThat(page.locator("#link")).hasText(LIVE);
    assertThat(time).hasText(held);

    pause.click();
    assertThat(pause).hasText("Pause");
    assertThat(time).not().hasText(held);
    assertEverySecondIsShownSince(before);
    assertThat(complaints).isEmpty();
  }

  @Test
  @Order(5)
  void a_connection_that_was_lost_leaves_no_gap() {
    long before = Instant.now().getEpochSecond();
    wire.cut();
    assertThat(page.locator("#link.lost")).containsText("no news for");
    wire.mend();
    assertThat(page.locator("#link")).hasText(LIVE);

    assertEverySecondIsShownSince(before);
    assertThat(complaints).allMatch(complaint -> complaint.contains("net::ERR_"));
    complaints.clear();
  }

  @Test
  @Order(6)
  void two_runs_stand_side_by_side_and_are_pointed_at_together() throws IOException {
    Locator boxes = page.locator("#runs input[type=checkbox]");
    assertThat(page.locator("#compare")).isDisabled();
    boxes.nth(1).check();
    boxes.nth(2).check();
    page.locator("#compare").click();

    Locator sides = page.locator("#runs-dialog .stack");
    assertThat(page.locator("#runs-dialog-title")).hasText("Two runs side by side");
    assertThat(sides).hasCount(2);
    assertThat(sides.nth(0)).containsText("Heavy");
    assertThat(sides.nth(1)).containsText("Light");
    assertThat(sides.nth(0).locator("canvas")).hasCount(5);
    assertThat(sides.nth(1).locator("canvas")).hasCount(5);
    page.waitForTimeout(500);
    assertThat(
            page.evaluate(
                """
                [...document.querySelectorAll('#runs-dialog, #runs-dialog .stack')]
                  .every((each) => each.scrollWidth <= each.clientWidth)
                """))
        .as("nothing is wider than its place")
        .isEqualTo(true);
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("comparison.png")));

    Locator plot = sides.nth(0).locator(".lane-replicas .u-over");
    plot.hover();
    Locator instants = page.locator("#runs-dialog .instant-time");
    patiently("the same instant of both runs")
        .until(() ->
            sinceBegin(instants.nth(0)).matches("\\+\\d+:\\d\\d")
                && sinceBegin(instants.nth(0)).equals(sinceBegin(instants.nth(1))));
    assertThat(instants.nth(0).textContent()).isNotEqualTo(instants.nth(1).textContent());
    assertThat(Axe.seriousViolations(page)).isEmpty();
    page.locator("#runs-dialog").getByText("Close").click();
    assertThat(page.locator("#runs-dialog canvas")).hasCount(0);
    assertThat(complaints).isEmpty();
  }

  @Test
  @Order(7)
  void a_report_is_one_file_that_opens_without_a_network(@TempDir Path home) throws IOException {
    Download lastHour =
        page.waitForDownload(() -> page.getByText("the last hour", exact()).click());
    assertThat(lastHour.suggestedFilename()).isEqualTo("bellows-last-hour.html");
    assertThat(lastHour.failure()).isNull();

    page.locator("#runs")
        .getByText("Open", new Locator.GetByTextOptions().setExact(true))
        .nth(1)
        .click();
    Download ofRun = page.waitForDownload(() -> page.locator("#runs-dialog a[download]").click());
    assertThat(ofRun.suggestedFilename()).matches("bellows-r\\w+\\.html");
    page.locator("#runs-dialog").getByText("Close").click();
    assertThat(complaints).isEmpty();

    for (Download download : List.of(lastHour, ofRun)) {
      Path file = home.resolve(download.suggestedFilename());
      download.saveAs(file);
      read(file);
    }
  }

  private void read(Path file) throws IOException {
    context.setOffline(true);
    Page report = context.newPage();
    List<String> trouble = new CopyOnWriteArrayList<>();
    report.onPageError(trouble::add);
    report.onConsoleMessage(message -> trouble.add(message.text()));
    report.onRequest(request -> {
      if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) {
        trouble.add(request.url());
      }
    });
    report.navigate(file.toUri().toString());
    assertThat(report.locator("h1")).containsText("The bench from");
    assertThat(report.locator("canvas")).hasCount(5);
    assertThat(report.locator("footer")).containsText("This file needs no network");
    assertThat(Axe.seriousViolations(report)).isEmpty();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      report.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      report.waitForTimeout(300);
      report.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(
                  PICTURES.resolve("report-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
    }
    assertThat(trouble).isEmpty();
    report.close();
    context.setOffline(false);
  }

  private void stopLoad() {
    page.locator("#stop").click();
    assertThat(page.locator("#running")).isHidden();
  }

  /// What the timeline shows now, by its keys for the first and the last instant.
  private Stretch shown() {
    Stretch stretch = new Stretch(instantAfter("Home"), instantAfter("End"));
    page.locator("#lanes .lanes").press("Escape");
    return stretch;
  }

  private long instantAfter(String key) {
    awaitFrames();
    page.locator("#lanes .lanes").press(key);
    awaitFrames();
    return epochSecond(page.locator("#lanes .instant-time").textContent());
  }

  /// The lanes are drawn one a frame.
  private void awaitFrames() {
    page.evaluate(
        """
        async () => {
          for (let i = 0; i < 8; i += 1) await new Promise(requestAnimationFrame);
        }
        """);
  }

  /// Slowly, so that seconds come in while the button is down.
  private void drag(Locator plot, double from, double to) {
    plot.scrollIntoViewIfNeeded();
    BoundingBox box = plot.boundingBox();
    double y = box.y + box.height / 2;
    page.mouse().move(box.x + box.width * from, y);
    page.mouse().down();
    page.mouse().move(box.x + box.width * (from + to) / 2, y);
    page.waitForTimeout(1_200);
    page.mouse().move(box.x + box.width * to, y);
    page.mouse().up();
  }

  /// Steps through the last minute of the timeline by keyboard, second by second.
  private void assertEverySecondIsShownSince(long since) {
    long newest = newestRecorded();
    patiently("all that was recorded").until(() -> instantAfter("End") >= newest);
    page.locator("#pause").click();
    Locator lanes = page.locator("#lanes .lanes");
    awaitFrames();
    lanes.press("End");
    lanes.press("=");
    awaitFrames();
    lanes.press("=");
    awaitFrames();
    Map<Long, String> ready = new HashMap<>();
    List<?> steps =
        (List<?>)
            page.evaluate(
                """
                async () => {
                  const lanes = document.querySelector('#lanes .lanes');
                  const frame = () => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)));
                  const text = (selector) => document.querySelector(selector).textContent;
                  const steps = [];
                  for (const key of ['End', ...Array(70).fill('ArrowLeft')]) {
                    lanes.dispatchEvent(new KeyboardEvent('keydown', { key }));
                    await frame();
                    steps.push([text('#lanes .instant-time'), text('#lanes .lane-replicas dd')]);
                  }
                  return steps;
                }
                """);
    for (Object step : steps) {
      List<?> texts = (List<?>) step;
      ready.put(epochSecond(texts.getFirst().toString()), texts.getLast().toString());
    }
    long from = Math.max(since, ready.keySet().stream().mapToLong(t -> t).min().orElseThrow());
    long to = ready.keySet().stream().mapToLong(t -> t).max().orElseThrow();
    Map<Long, String> recorded = recordedReady(from, to);
    assertThat(recorded).hasSizeGreaterThan(4);
    assertThat(ready).containsAllEntriesOf(recorded);
    page.locator("#pause").click();
    page.locator("[data-range=recent]").click();
  }

  private Map<Long, String> recordedReady(long from, long to) {
    Json history =
        Json.parse(lab.get("/api/history?from=%d&to=%d&points=7200".formatted(from, to)));
    List<?> times = history.list("time");
    List<?> ready = history.list("ready");
    Map<Long, String> recorded = new HashMap<>();
    for (int i = 0; i < times.size(); i++) {
      if (ready.get(i) != null) {
        recorded.put(((Number) times.get(i)).longValue(), ready.get(i).toString());
      }
    }
    return recorded;
  }

  private long newestRecorded() {
    return ((Number) Json.parse(lab.get("/api/history?last=1m&points=7200")).list("time").getLast())
        .longValue();
  }

  private static String sinceBegin(Locator instant) {
    return instant.textContent().split(",")[0];
  }

  private static ConditionFactory patiently(String what) {
    // The page is no matter for several threads.
    return await(what).atMost(Duration.ofMillis((long) PATIENCE)).pollInSameThread();
  }

  /// The newest moment that has this time of day.
  private static long epochSecond(String clock) {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    OffsetDateTime today = now.with(LocalTime.parse(clock));
    return (today.isAfter(now.plusHours(1)) ? today.minusDays(1) : today).toEpochSecond();
  }

  /// As a controller writes it that ran for twenty minutes and had nothing to do.
  private static void writeEarlierHistory(Path folder) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (Instant at = now.minusSeconds(EARLIER_SECONDS); at.isBefore(now); at = at.plusSeconds(1)) {
      String line =
          """
          {"t":%d,"targetRate":0,"achievedRate":0,"answeredRate":0,"failedRate":0,"droppedRate":0,\
          "p50":null,"p95":null,"p99":null,"desired":1,"current":1,"ready":1,"demand":1,\
          "cpu":{"demo-app-x":3},"cpuTarget":50,"cost":0,"marks":[]}
          """
              .formatted(at.getEpochSecond());
      Files.writeString(
          folder.resolve("points-" + HOUR.format(at) + ".jsonl"),
          line,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private static Page.GetByTextOptions exact() {
    return new Page.GetByTextOptions().setExact(true);
  }
}
